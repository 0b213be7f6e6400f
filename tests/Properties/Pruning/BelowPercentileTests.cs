using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Pruning;

/// <summary>What lies below a percentile.</summary>
[Generated(typeof(ShareCase))]
public sealed class BelowPercentileTests
{
    private static readonly int[] Sizes = [1, 2, 3, 4, 5, 8, 32, 100, 576];

    /// <summary>Printed by benchmarks/constants/percentiles.py with numpy 1.24.2 (Debian).</summary>
    [Theory]
    [InlineData(0, new[] { 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(0.0625, new[] { 0, 1, 1, 1, 1, 1, 2, 7, 36 })]
    [InlineData(0.1, new[] { 0, 1, 1, 1, 1, 1, 4, 10, 58 })]
    [InlineData(0.25, new[] { 0, 1, 1, 1, 1, 2, 8, 25, 144 })]
    [InlineData(0.5, new[] { 0, 1, 1, 2, 2, 4, 16, 50, 288 })]
    [InlineData(0.75, new[] { 0, 1, 2, 3, 3, 6, 24, 75, 432 })]
    [InlineData(0.9, new[] { 0, 1, 2, 3, 4, 7, 28, 90, 518 })]
    [InlineData(0.99, new[] { 0, 1, 2, 3, 4, 7, 31, 99, 570 })]
    [InlineData(1, new[] { 0, 1, 2, 3, 4, 7, 31, 99, 575 })]
    public void Count_DifferentScores_IsHowManyNumPyFindsBelow(double share, int[] counts) =>
        Assert.Equal(counts, Sizes.Select(n => Amount.BelowPercentile(share).Count(n, n)));

    [Theory]
    [InlineData(0.07, 101, 7)] // 7.000000000000001 as doubles, where NumPy finds 8 below.
    [InlineData(0.55, 681, 374)]
    [InlineData(0.29, 101, 29)]
    public void Count_RankThatIsAWholeNumberAsWritten_DoesNotRoundUp(double share, int n, int count) =>
        Assert.Equal(count, Amount.BelowPercentile(share).Count(n, n));

    [Fact]
    public void Prune_DifferentScores_ExactlyThoseBelowTheInterpolatedPercentileGo() => Cases.Check(
        from pool in PoolCase.Distinct
        from percent in Gen.Choose(0, 100)
        select (pool: pool with { Amount = Amount.BelowPercentile(percent / 100.0) }, percent),
        c =>
        {
            foreach (var ((scores, before), after) in c.pool.Scores.Zip(c.pool.Masks).Zip(c.pool.Prune()))
            {
                int[] left = [.. c.pool.Columns.Where(column => before[column] == 1)];
                var percentile = Percentile([.. left.Select(column => (decimal)scores[column]).Order()],
                    c.percent / 100m);
                Assert.All(left, column => Assert.Equal((decimal)scores[column] < percentile, after[column] == 0));
            }
        });

    [Fact]
    public void Prune_EqualScores_AsManyGoAsOfDifferentOnes()
    {
        // Rank 0.25 · 7 = 1.75: two.
        float[] ones = [1, 1, 1, 1, 1, 1, 1, 1];
        PoolCase equal = new([ones], [ones], [PoolCase.Range(0, 8)], Amount.BelowPercentile(0.25));
        Assert.Equal([0f, 0, 1, 1, 1, 1, 1, 1], equal.Prune()[0]);
    }

    [Property]
    public void Count_AnyShare_SparesTheLargestAndDoesNotAskForTheTotal(ShareCase c)
    {
        var amount = Amount.BelowPercentile(c.Share);
        Assert.InRange(amount.Count(c.Total, c.Remaining), 0, Math.Max(0, c.Remaining - 1));
        Assert.Equal(amount.Count(c.Remaining, c.Remaining), amount.Count(c.Total, c.Remaining));
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(25)]
    [InlineData(double.NaN)]
    public void Amount_ShareOutsideZeroToOne_IsRefused(double share) =>
        Assert.Contains("within 0 to 1", Assert.Throws<ArgumentOutOfRangeException>(() =>
            Amount.BelowPercentile(share)).Message, StringComparison.Ordinal);

    /// <summary>The order statistics at both sides of rank share·(n − 1), mixed by what is behind the point.</summary>
    private static decimal Percentile(decimal[] sorted, decimal share)
    {
        if (sorted.Length == 0)
        {
            return 0;
        }

        var rank = share * (sorted.Length - 1);
        var (low, high) = (sorted[(int)rank], sorted[Math.Min((int)rank + 1, sorted.Length - 1)]);
        return low + ((rank - (int)rank) * (high - low));
    }
}
