using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Pruning;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Pruning;

/// <summary>A given number of entries.</summary>
public sealed class CountAmountTests
{
    [Fact]
    public void Count_AnyNumber_IsThatManyMoreWhateverWentBefore() => Cases.Check(
        from total in Gen.Choose(1, 2000)
        from remaining in Gen.Choose(0, total)
        from count in Gen.Choose(0, remaining)
        select (total, remaining, count),
        c => Assert.Equal(c.count, Amount.Of(c.count).Count(c.total, c.remaining)));

    [Fact]
    public void Prune_AnyPool_ExactlySoManyGo() => Cases.Check(
        from pool in PoolCase.Any
        from count in Gen.Choose(0, pool.Left)
        select (pool with { Amount = Amount.Of(count) }, count),
        c =>
        {
            var (pool, count) = c;
            Assert.All(pool.Prune(), mask => Assert.Equal(pool.Left - count,
                pool.Columns.Count(column => mask[column] == 1)));
        });

    [Fact]
    public void Prune_MoreThanAreLeft_IsRefusedInWords() => Cases.Check(
        from pool in PoolCase.Any
        select pool with { Amount = Amount.Of(pool.Left + 1) },
        c =>
        {
            var error = Assert.Throws<ArgumentException>(c.Prune);
            Assert.Contains($"at most {c.Left} of {c.Columns.Length} entries to prune; got {c.Left + 1}.",
                error.Message, StringComparison.Ordinal);
        });

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Amount_NegativeNumber_IsRefused(int count) =>
        Assert.Contains("0 or more", Assert.Throws<ArgumentOutOfRangeException>(() => Amount.Of(count)).Message,
            StringComparison.Ordinal);
}
