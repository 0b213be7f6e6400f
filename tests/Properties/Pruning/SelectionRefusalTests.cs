using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Pruning;

public sealed class SelectionRefusalTests
{
    [Fact]
    public void Prune_MaskOfAnythingButZeroAndOne_IsRefused() => Cases.Check(
        from c in PoolCase.Any
        from value in Gen.Elements(0.5f, -1, 2, float.Epsilon, 1.0000001f, float.NaN, float.PositiveInfinity)
        from row in Gen.Choose(0, c.Masks.Length - 1)
        from column in Gen.Elements(c.Columns)
        select (c, value, row, column),
        x =>
        {
            var masks = x.c.Masks.Select(m => (float[])m.Clone()).ToArray();
            masks[x.row][x.column] = x.value;
            var error = Assert.Throws<ArgumentException>(() => x.c.Prune(x.c.Scores, masks));
            Assert.Contains("0 and 1 only", error.Message, StringComparison.Ordinal);
        });

    [Fact]
    public void Prune_MoreThanIsLeft_IsRefusedWithBothNumbers() => Cases.Check(
        from c in PoolCase.Any
        from excess in Gen.Choose(1, 5)
        select (c, excess),
        x =>
        {
            var error = Assert.Throws<ArgumentException>(() =>
                (x.c with { Amount = new Fixed(x.c.Left + x.excess) }).Prune());
            Assert.Contains($"at most {x.c.Left} of {x.c.Columns.Length} entries to prune; got {x.c.Left + x.excess}.",
                error.Message, StringComparison.Ordinal);
        });

    /// <summary>An amount that asks for more than there is, as none of the project's does.</summary>
    private sealed record Fixed(int Entries) : Amount
    {
        public override int Count(int total, int remaining) => Entries;
    }
}
