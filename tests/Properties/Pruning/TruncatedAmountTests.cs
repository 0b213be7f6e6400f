using FsCheck.Xunit;
using Pruning.Shared.Pruning;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Pruning;

/// <summary>Counts as Python's int(share * total) has them.</summary>
[Generated(typeof(ShareCase))]
public sealed class TruncatedAmountTests
{
    [Theory]
    [InlineData(0.10, 55584, 5558, 5558)] // 5,558.4
    [InlineData(0.10, 288, 28, 29)] // 28.8
    [InlineData(0.95, 784000, 744800, 744800)]
    [InlineData(0.97, 784000, 760480, 760480)]
    [InlineData(0.99, 1000000, 990000, 990000)]
    [InlineData(0.97, 500000, 485000, 485000)]
    [InlineData(0.95, 100000, 95000, 95000)]
    [InlineData(0.70, 2384000, 1668800, 1668800)]
    [InlineData(0.70, 784, 548, 549)] // 548.8
    [InlineData(0.95, 10, 9, 10)] // 9.5; nearest goes to the even 10
    [InlineData(0.29, 100, 28, 29)] // The doubles' product is 28.999…96.
    [InlineData(0.99, 1, 0, 1)]
    [InlineData(0, 288, 0, 0)]
    [InlineData(1, 288, 288, 288)]
    public void Count_NothingPrunedYet_DropsWhatIsBehindThePoint(double share, int total, int truncated, int nearest)
    {
        Assert.Equal(truncated, Amount.OfTotalTruncated(share).Count(total, total));
        Assert.Equal(nearest, Amount.OfTotal(share).Count(total, total));
    }

    [Property]
    public void Count_AnyShare_IsLessThanOneBelowTheShareAndNeverAbove(ShareCase c)
    {
        var count = Amount.OfTotalTruncated(c.Share).Count(c.Total, c.Total);
        Assert.InRange((c.Share * c.Total) - count, 0, 1 - 1e-12);
        Assert.InRange(Amount.OfTotal(c.Share).Count(c.Total, c.Total) - count, 0, 1);
    }

    [Property]
    public void Count_SomePrunedBefore_MakesUpTheDifferenceOnly(ShareCase c)
    {
        var (all, gone) = (Amount.OfTotalTruncated(c.Share).Count(c.Total, c.Total), c.Total - c.Remaining);
        Assert.Equal(Math.Max(all, gone), gone + Amount.OfTotalTruncated(c.Share).Count(c.Total, c.Remaining));
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(95)]
    [InlineData(double.NaN)]
    public void Amount_ShareOutsideZeroToOne_IsRefused(double share) =>
        Assert.Contains("within 0 to 1", Assert.Throws<ArgumentOutOfRangeException>(() =>
            Amount.OfTotalTruncated(share)).Message, StringComparison.Ordinal);
}
