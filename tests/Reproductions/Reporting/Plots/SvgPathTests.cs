using Pruning.Reproductions.Reporting.Plots;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting.Plots;

public sealed class SvgPathTests
{
    [Fact]
    public void Line_ThatRunsBack_KeepsItsCorners()
    {
        Assert.Equal("M100 0l-50 0-50 100", SvgPath.Line([(100, 0), (75, 0), (50, 0), (0, 100)]));
        Assert.Equal("M0 0l100 0-50 0", SvgPath.Line([(0, 0), (100, 0), (50, 0)]));
    }

    [Fact]
    public void Line_Points_AreWholeRelativeSteps() =>
        Assert.Equal("M0 10l5-5 5 10", SvgPath.Line([(0, 10), (5, 5.2), (10, 15)]));

    [Fact]
    public void Line_StraightRun_NeedsItsEndsOnly() =>
        Assert.Equal("M0 0l100 50", SvgPath.Line([.. Enumerable.Range(0, 101).Select(i => ((double)i, i / 2.0))]));

    [Fact]
    public void Line_Gap_BreaksIt() =>
        Assert.Equal("M0 0l1 9M3 0l0 0", SvgPath.Line([(0, 0), (1, 9), (2, double.NaN), (3, 0)]));

    [Fact]
    public void Line_NoPoint_IsEmpty() => Assert.Empty(SvgPath.Line([]));

    [Fact]
    public void Band_TwoLines_IsClosed() =>
        Assert.Equal("M0 0l10 0 0 5-10 0z", SvgPath.Band([(0, 5), (10, 5)], [(0, 0), (10, 0)]));
}
