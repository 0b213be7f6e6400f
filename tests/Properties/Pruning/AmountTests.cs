using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pruning.Shared.Pruning;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Pruning;

[Generated(typeof(ShareCase))]
public sealed class AmountTests
{
    [Theory]
    [InlineData(0.30, 180, 54)]
    [InlineData(0.17, 180, 31)] // 30.6
    [InlineData(0.17, 149, 25)] // 25.33
    [InlineData(0.30, 195, 58)] // The double nearest to 0.3, times 195, rounds to 58.5: the half goes to the even 58.
    [InlineData(0.50, 5, 2)] // 2.5
    [InlineData(0.50, 7, 4)] // 3.5
    [InlineData(0, 180, 0)]
    [InlineData(1, 180, 180)]
    public void Count_NothingPrunedYet_IsTheHandRoundedShare(double share, int total, int count)
    {
        Assert.Equal(count, Amount.OfTotal(share).Count(total, total));
        Assert.Equal(count, Amount.OfRemaining(share).Count(total, total));
    }

    [Fact]
    public void Count_ThirtyPercentOf195_IsATrueHalf() => Assert.Equal(58.5, 0.3 * 195);

    [Fact]
    public void Count_SeventeenPercentTwice_LeavesTheSquare()
    {
        // 31 of 180, then 25 of 149: 56 gone; 1 − 0.83² of 180 is 55.998.
        var first = Amount.OfRemaining(0.17).Count(180, 180);
        var second = Amount.OfRemaining(0.17).Count(180, 180 - first);
        Assert.Equal((31, 25), (first, second));
        Assert.Equal((1 - (0.83 * 0.83)) * 180, first + second, 0.01);
    }

    [Property]
    public void Count_OfRemainingTwice_IsTheSquareUpToRounding(ShareCase c)
    {
        var first = Amount.OfRemaining(c.Share).Count(c.Total, c.Total);
        var second = Amount.OfRemaining(c.Share).Count(c.Total, c.Total - first);
        var kept = Math.Pow(1 - c.Share, 2) * c.Total;

        // Half an entry is lost in each rounding, the first one's shrinking with the second step.
        Assert.Equal(kept, c.Total - first - second, 1 + 1e-9);
    }

    [Fact]
    public void Count_OfTotalStepByStep_ArrivesWhereOneStepDoes() => Cases.Check(
        from c in ShareCase.Any
        from earlier in Gen.Choose(0, 1000)
        select (c, earlier: c.Share * (earlier / 1000.0)),
        x =>
        {
            var (total, _, share) = x.c;
            var first = Amount.OfTotal(x.earlier).Count(total, total);
            var second = Amount.OfTotal(share).Count(total, total - first);
            Assert.Equal(Amount.OfTotal(share).Count(total, total), first + second);
        });

    [Property]
    public void Count_AnyShare_IsNearestAndNeverMoreThanIsLeft(ShareCase c)
    {
        var (gone, ofRemaining, ofTotal) = (c.Total - c.Remaining, Amount.OfRemaining(c.Share),
            Amount.OfTotal(c.Share));
        Assert.InRange(ofRemaining.Count(c.Total, c.Remaining), 0, c.Remaining);
        Assert.InRange(ofTotal.Count(c.Total, c.Remaining), 0, c.Remaining);
        Assert.Equal(c.Share * c.Remaining, ofRemaining.Count(c.Total, c.Remaining), 0.5);
        Assert.Equal(Math.Max(c.Share * c.Total, gone), gone + ofTotal.Count(c.Total, c.Remaining), 0.5);
    }

    [Property]
    public void Count_OfRemaining_DoesNotAskForTheTotal(ShareCase c) =>
        Assert.Equal(Amount.OfRemaining(c.Share).Count(c.Total, c.Remaining),
            Amount.OfRemaining(c.Share).Count(c.Remaining, c.Remaining));

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(30)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Amount_ShareOutsideZeroToOne_IsRefused(double share)
    {
        Assert.Contains("within 0 to 1", Assert.Throws<ArgumentOutOfRangeException>(() =>
            Amount.OfTotal(share)).Message, StringComparison.Ordinal);
        Assert.Contains("within 0 to 1", Assert.Throws<ArgumentOutOfRangeException>(() =>
            Amount.OfRemaining(share)).Message, StringComparison.Ordinal);
    }
}
