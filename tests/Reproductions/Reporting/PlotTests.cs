using Pruning.Reproductions.Reporting.Plots;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting;

public sealed class PlotTests
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

    [Theory]
    [InlineData(0.02, 2, "0.02")]
    [InlineData(-0.5, 1, "−0.5")]
    [InlineData(20000, 0, "20,000")]
    [InlineData(0, 2, "0.00")]
    public void Label_Tick_ShowsItsDecimals(double value, int decimals, string expected) => Assert.Equal(expected, new Ticks([value], decimals).Label(value));

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

    // 1…8: quartiles 2.75 and 6.25, so the width is 2 · 3.5 / ∛8 = 3.5, and the range of 7 takes two bins.
    [Fact]
    public void Histogram_OneToEight_HasTwoBins()
    {
        var histogram = Histogram.Of([3, 1, 2, 8, 7, 6, 5, 4]);
        Assert.Equal([1, 4.5, 8], histogram.Edges);
        Assert.Equal([4, 4], histogram.Counts);
    }

    [Fact]
    public void Histogram_CoincidingQuartiles_TakesTheRootOfN()
    {
        var histogram = Histogram.Of([0, 5, 5, 5, 5, 5, 5, 5, 10]);
        Assert.Equal([1, 7, 1], histogram.Counts);
    }

    [Fact]
    public void Histogram_EqualValues_ShareABin()
    {
        Assert.Equal([3], Histogram.Of([0.2, 0.2, 0.2]).Counts);
        Assert.Equal([-0.5, 0.5], Histogram.Of([0]).Edges);
        Assert.Empty(Histogram.Of([]).Counts);
    }

    [Fact]
    public void Histogram_FarOutlier_KeepsToFortyBinsAndEveryValue()
    {
        var histogram = Histogram.Of([.. Enumerable.Range(0, 200).Select(i => i / 200.0), 1e6]);
        Assert.Equal(40, histogram.Counts.Count);
        Assert.Equal(201, histogram.Counts.Sum());
    }

    [Fact]
    public void Line_Points_AreWholeRelativeSteps() => Assert.Equal("M0 10l5-5 5 10", SvgPath.Line([(0, 10), (5, 5.2), (10, 15)]));

    [Fact]
    public void Line_StraightRun_NeedsItsEndsOnly() => Assert.Equal("M0 0l100 50", SvgPath.Line([.. Enumerable.Range(0, 101).Select(i => ((double)i, i / 2.0))]));

    [Fact]
    public void Line_Gap_BreaksIt() => Assert.Equal("M0 0l1 9M3 0l0 0", SvgPath.Line([(0, 0), (1, 9), (2, double.NaN), (3, 0)]));

    [Fact]
    public void Line_NoPoint_IsEmpty() => Assert.Empty(SvgPath.Line([]));

    [Fact]
    public void Band_TwoLines_IsClosed() => Assert.Equal("M0 0l10 0 0 5-10 0z", SvgPath.Band([(0, 5), (10, 5)], [(0, 0), (10, 0)]));
}
