using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Pruning;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Pruning;

public sealed class SelectionInvarianceTests
{
    [Fact]
    public void Prune_ScoresTimesAPowerOfTwo_SameMask() => Cases.Check(
        from c in PoolCase.Distinct
        from exponent in Gen.Choose(-100, 100)
        select (c, exponent),
        x => Assert.Equal(x.c.Prune(), Scaled(x.c, v => (float)Math.ScaleB(v, x.exponent)).Prune()));

    [Fact]
    public void Prune_ScoresTimesAnyPositiveFactor_SameMask() => Cases.Check(
        from c in PoolCase.Distinct
        from factor in Gen.Choose(1, 100000)
        select (c, factor),
        // Eighths up to 2 times a factor up to 10⁵ are exact in float32, so equal and different scores stay so.
        x => Assert.Equal(x.c.Prune(), Scaled(x.c, v => v * x.factor).Prune()));

    [Fact]
    public void Prune_ScoresWithAnOffset_SameMask() => Cases.Check(
        from c in PoolCase.Distinct
        from offset in Gen.Choose(-1000, 1000)
        select (c, offset),
        x => Assert.Equal(x.c.Prune(), Scaled(x.c, v => v + x.offset).Prune()));

    [Fact]
    public void Prune_ColumnsPermuted_MaskIsPermutedAlike() => Cases.Check(
        from c in PoolCase.Distinct
        from order in Gen.Shuffle(c.Columns)
        select (c, order),
        x =>
        {
            var moved = x.c with { Scores = ChangedArms(x.c.Scores, x), Masks = ChangedArms(x.c.Masks, x) };
            Assert.Equal(ChangedArms(x.c.Prune(), x), moved.Prune());
        });

    [Fact]
    public void Prune_OneRangeCutInTwo_SameMask() => Cases.Check(
        from c in PoolCase.Any
        where c.Pool[0].Count > 1
        from cut in Gen.Choose(1, c.Pool[0].Count - 1)
        select (c, cut),
        x =>
        {
            var first = x.c.Pool[0];
            var cut = x.c with
            {
                Pool = [PoolCase.Range(first.Offset, x.cut),
                PoolCase.Range(first.Offset + x.cut, first.Count - x.cut), .. x.c.Pool[1..]]
            };
            Assert.Equal(x.c.Prune(), cut.Prune());
        });

    private static PoolCase Scaled(PoolCase c, Converter<float, float> change) =>
        c with { Scores = [.. c.Scores.Select(row => Array.ConvertAll(row, change))] };

    /// <summary>What was in the pool's column order[i] comes to its i-th column.</summary>
    private static float[][] ChangedArms(float[][] rows, (PoolCase Case, int[] Order) x) =>
    [
        .. rows.Select(row =>
        {
            var moved = (float[])row.Clone();
            for (var i = 0; i < x.Order.Length; i++)
            {
                moved[x.Case.Columns[i]] = row[x.Order[i]];
            }

            return moved;
        }),
    ];
}
