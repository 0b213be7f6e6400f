using Pruning.Reproductions.Reporting.Plots;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting.Plots;

public sealed class HistogramTests
{
    // 1…8: quartiles 2.75 and 6.25, so the width is 2 · 3.5 / ∛8 = 3.5, and the range of 7 takes two bins.
    [Fact]
    public void Of_OneToEight_HasTwoBins()
    {
        var histogram = Histogram.Of([3, 1, 2, 8, 7, 6, 5, 4]);
        Assert.Equal([1, 4.5, 8], histogram.Edges);
        Assert.Equal([4, 4], histogram.Counts);
    }

    [Fact]
    public void Of_CoincidingQuartiles_TakesTheRootOfN()
    {
        var histogram = Histogram.Of([0, 5, 5, 5, 5, 5, 5, 5, 10]);
        Assert.Equal([1, 7, 1], histogram.Counts);
    }

    [Fact]
    public void Of_EqualValues_ShareABin()
    {
        Assert.Equal([3], Histogram.Of([0.2, 0.2, 0.2]).Counts);
        Assert.Equal([-0.5, 0.5], Histogram.Of([0]).Edges);
        Assert.Empty(Histogram.Of([]).Counts);
    }

    [Fact]
    public void Of_FarOutlier_KeepsToFortyBinsAndEveryValue()
    {
        var histogram = Histogram.Of([.. Enumerable.Range(0, 200).Select(i => i / 200.0), 1e6]);
        Assert.Equal(40, histogram.Counts.Count);
        Assert.Equal(201, histogram.Counts.Sum());
    }
}
