using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pruning.Shared.Pruning;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Pruning;

[Generated(typeof(PoolCase))]
public sealed class SelectionTests
{
    [Property]
    public void Prune_AnyAmountAndAnyTies_RemovesExactlyTheCount(PoolCase c) =>
        Assert.All(c.Prune(), mask => Assert.Equal(c.Left - c.Count, c.Columns.Count(column => mask[column] == 1)));

    [Property]
    public void Prune_AnyScores_NoneKeptIsLowerThanOneThatGoes(PoolCase c)
    {
        foreach (var (scores, before, after) in Rows(c))
        {
            foreach (var goes in c.Columns.Where(column => before[column] == 1 && after[column] == 0))
            {
                foreach (var kept in c.Columns.Where(column => after[column] == 1))
                {
                    // By value, what is no number above everything; among equals the lower column goes first.
                    var order = Place(scores[goes]).CompareTo(Place(scores[kept]));
                    Assert.True(order < 0 || (order == 0 && goes < kept),
                        $"{scores[goes]} in column {goes} went before {scores[kept]} in column {kept}");
                }
            }
        }
    }

    [Property]
    public void Prune_AnyMask_NothingReturnsAndNothingOutsideThePoolChanges(PoolCase c)
    {
        foreach (var (_, before, after) in Rows(c))
        {
            var pool = c.Columns.ToHashSet();
            Assert.All(after, v => Assert.True(v is 0 or 1));
            Assert.All(Enumerable.Range(0, after.Length), column => Assert.True(
                pool.Contains(column) ? after[column] <= before[column] : after[column] == before[column]));
        }
    }

    [Property]
    public void Prune_AgainAndAgain_MasksAreNested(PoolCase c)
    {
        var masks = c.Masks;
        for (var i = 0; i < 3; i++)
        {
            var left = c.Columns.Count(column => masks[0][column] == 1);
            var next = c.Prune(c.Scores, masks);
            Assert.All(masks.Zip(next), m => Assert.All(m.First.Zip(m.Second), v => Assert.True(v.Second <= v.First)));
            Assert.All(next, mask => Assert.Equal(left - c.Amount.Count(c.Columns.Length, left),
                c.Columns.Count(column => mask[column] == 1)));
            masks = next;
        }
    }

    [Property]
    public void Prune_SeveralRows_EachIsPrunedAsIfAlone(PoolCase c)
    {
        var together = c.Prune();
        Assert.All(Enumerable.Range(0, together.Length),
            r => Assert.Equal(c.Prune([c.Scores[r]], [c.Masks[r]])[0], together[r]));
    }

    [Fact]
    public void Prune_RowsThatDifferInWhatIsLeft_EachLosesItsOwnCount() => Cases.Check(
        from c in PoolCase.Any
        where c.Masks.Length > 1
        from row in Gen.Choose(0, c.Masks.Length - 1)
        from column in Gen.Elements(c.Columns)
        select (c, row, column),
        x =>
        {
            var masks = x.c.Masks.Select(m => (float[])m.Clone()).ToArray();
            masks[x.row][x.column] = 1 - masks[x.row][x.column];
            var together = x.c.Prune(x.c.Scores, masks);
            for (var r = 0; r < masks.Length; r++)
            {
                var left = x.c.Columns.Count(column => masks[r][column] == 1);
                Assert.Equal(left - x.c.Amount.Count(x.c.Columns.Length, left),
                    x.c.Columns.Count(column => together[r][column] == 1));
                Assert.Equal(x.c.Prune([x.c.Scores[r]], [masks[r]])[0], together[r]);
            }
        });

    [Property]
    public void Prune_Inputs_AreLeftAsTheyWere(PoolCase c)
    {
        var masks = c.Masks.Select(m => (float[])m.Clone()).ToArray();
        c.Prune();
        Assert.Equal(masks, c.Masks);
        Assert.Equal(c.Prune(), c.Prune());
    }

    [Fact]
    public void Prune_MaskOfOnesAndWholeShare_LeavesTheMaskOfZeros()
    {
        PoolCase all = new([[3, 1, 2]], [[1, 1, 1]], [PoolCase.Range(0, 3)], Amount.OfTotal(1));
        Assert.Equal([0f, 0, 0], all.Prune()[0]);
        Assert.Equal([1f, 1, 1], (all with { Amount = Amount.OfRemaining(0) }).Prune()[0]);
    }

    [Fact]
    public void Prune_MaskOfZeros_HasNothingMoreToGive()
    {
        PoolCase none = new([[3, 1, 2]], [[0, 0, 0]], [PoolCase.Range(0, 3)], Amount.OfTotal(1));
        Assert.Equal([0f, 0, 0], none.Prune()[0]);
        Assert.Equal([0f, 0, 0], (none with { Amount = Amount.OfRemaining(1) }).Prune()[0]);
    }

    [Fact]
    public void Prune_InfinityAgainstTheLargestNumber_TheNumberGoes()
    {
        PoolCase edge = new([[float.NaN, float.PositiveInfinity, float.MaxValue]], [[1, 1, 1]], [PoolCase.Range(0, 3)],
            Amount.OfTotal(1 / 3.0));
        Assert.Equal([1f, 1, 0], edge.Prune()[0]);
        Assert.Equal([1f, 0, 0], (edge with { Amount = Amount.OfTotal(2 / 3.0) }).Prune()[0]);

        edge = edge with { Scores = [[float.MinValue, 0, float.NegativeInfinity]] };
        Assert.Equal([1f, 1, 0], edge.Prune()[0]);
    }

    [Fact]
    public void Prune_BothZeros_AreEqual()
    {
        PoolCase zeros = new([[0f, -0f, 1]], [[1, 1, 1]], [PoolCase.Range(0, 3)], Amount.OfTotal(1 / 3.0));
        Assert.Equal([0f, 1, 1], zeros.Prune()[0]);
    }

    private static IEnumerable<(float[] Scores, float[] Before, float[] After)> Rows(PoolCase c) =>
        c.Prune().Select((after, r) => (c.Scores[r], c.Masks[r], after));

    private static (bool, double) Place(float score) =>
        float.IsNaN(score) ? (true, 0) : (false, score == 0 ? 0 : score);
}
