using Pruning.Reproductions.Reporting.Plots;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting.Plots;

public sealed class AxisTests
{
    [Theory]
    [InlineData(0, 1, 5, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1.0 }, 1)]
    [InlineData(0, 100, 4, new[] { 0.0, 20, 40, 60, 80, 100 }, 0)]
    [InlineData(-0.021, 0.043, 4, new[] { -0.02, 0, 0.02, 0.04 }, 2)]
    [InlineData(0, 4000, 4, new[] { 0.0, 1000, 2000, 3000, 4000 }, 0)]
    [InlineData(0.3, 0.7, 4, new[] { 0.3, 0.4, 0.5, 0.6, 0.7 }, 1)]
    [InlineData(-7, 12, 4, new[] { -5.0, 0, 5, 10 }, 0)]
    public void Ticks_Range_AreRoundNumbersWithinIt(double low, double high, int about, double[] expected, int decimals)
    {
        var ticks = new Axis(low, high).Ticks(about);
        Assert.Equal(expected, ticks.Values);
        Assert.Equal(decimals, ticks.Decimals);
    }

    [Fact]
    public void At_Values_AreInPerCentAndKeptWithin()
    {
        var axis = new Axis(-1, 3);
        Assert.Equal([0, 25, 50, 100, 100, 0], new[] { -1.0, 0, 1, 3, 9, -9 }.Select(axis.At));
    }

    [Theory]
    [InlineData(new[] { 1.0, 101 }, true)]
    [InlineData(new[] { 1.0, 100 }, false)]
    [InlineData(new[] { 0.0, 1, 1000 }, false)]
    [InlineData(new[] { -1.0, 1, 1000 }, false)]
    [InlineData(new[] { 1.0, double.NaN, 1000 }, false)]
    [InlineData(new[] { 1.0, double.PositiveInfinity }, false)]
    [InlineData(new[] { 1e-300, 1e300 }, true)]
    [InlineData(new[] { double.Epsilon, 1.0 }, true)]
    [InlineData(new double[0], false)]
    public void Fitting_Values_IsLogarithmicOnlyOverWidePositiveOnes(double[] values, bool logarithmic)
    {
        var axis = Axis.Fitting(values);
        Assert.Equal(logarithmic, axis.Logarithmic);
        Assert.True(axis.High > axis.Low);
        Assert.All(axis.Ticks(4).Values, v => Assert.InRange(axis.At(v), 0, 100));
        Assert.All(values.Where(double.IsFinite), v => Assert.InRange(axis.At(v), 0, 100));
    }

    [Fact]
    public void Fitting_Logarithmic_PlacesByRatio()
    {
        var axis = Axis.Fitting([1, 10, 10_000], padding: 0);
        Assert.Equal([0, 25, 100, 0, 0, 100], new[] { 1.0, 10, 10_000, 0, -5, 1e9 }.Select(axis.At));
        Assert.Equal([1.0, 10, 100, 1000, 10_000], axis.Ticks(5).Values);
        Assert.Equal([1.0, 100, 10_000], axis.Ticks(3).Values);
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { 0.0 })]
    [InlineData(new[] { 5.0, 5.0 })]
    [InlineData(new[] { -1e300, 1e300 })]
    [InlineData(new[] { 1.0, double.NaN, double.PositiveInfinity })]
    [InlineData(new[] { 1e-320, -1e-320 })]
    public void Over_AnyValues_IsAnAxisWithLength(double[] values)
    {
        var axis = Axis.Over(values);
        Assert.True(axis.High > axis.Low);
        Assert.InRange(axis.Ticks(4).Values.Count, 0, 50);
        Assert.All(axis.Ticks(4).Values, v => Assert.True(double.IsFinite(v)));
    }
}
