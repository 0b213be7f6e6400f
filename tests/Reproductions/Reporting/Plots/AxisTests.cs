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
