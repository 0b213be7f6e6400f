using FsCheck.Fluent;
using FsCheck.Xunit;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Pruning;

[Generated(typeof(UnitCase))]
public sealed class UnitPruningTests
{
    [Property]
    public void Prune_AnyNet_ExactlyTheTruncatedShareOfEveryPoolsUnitsGoes(UnitCase c)
    {
        foreach (var mask in c.Prune())
        {
            Assert.All(c.Pools, pool =>
            {
                var units = UnitCase.Units(pool);
                Assert.Equal((int)(c.Share * units.Length), units.Count(unit => Gone(mask, unit)));
            });
        }
    }

    [Property]
    public void Prune_AnyNet_AUnitGoesWholeOrNotAtAll(UnitCase c) =>
        Assert.All(c.Prune(), mask => Assert.All(UnitCase.Units(c.Pruned),
            unit => Assert.Single(unit.Select(column => mask[column]).Distinct())));

    [Property]
    public void Prune_AnyNet_BiasesAndSparedLayersAreLeftAlone(UnitCase c) =>
        Assert.All(c.Prune(), mask => Assert.All(
            c.Net.Parameters.Except(c.Pruned),
            range => Assert.All(mask.AsSpan(range.Offset, range.Count).ToArray(), m => Assert.Equal(1, m))));

    [Property]
    public void Prune_AnyNet_NoKeptUnitHasALowerNormThanOneThatGoes(UnitCase c)
    {
        foreach (var (row, mask) in c.Rows.Zip(c.Prune()))
        {
            foreach (var units in c.Pools.Select(UnitCase.Units))
            {
                var (gone, kept) = (units.Where(u => Gone(mask, u)).ToArray(),
                    units.Where(u => !Gone(mask, u)).ToArray());
                Assert.All(gone, g => Assert.All(kept, k =>
                {
                    // Among equal norms the lower unit goes.
                    var order = UnitCase.SquaredNorm(row, g).CompareTo(UnitCase.SquaredNorm(row, k));
                    Assert.True(order < 0 || (order == 0 && g[0] < k[0]),
                        $"the unit at column {g[0]} went before that at {k[0]}");
                }));
            }
        }
    }

    [Property]
    public void Prune_SeveralRows_EachIsPrunedAsIfAlone(UnitCase c)
    {
        var together = c.Prune();
        Assert.All(c.Rows.Zip(together), row => Assert.Equal((c with { Rows = [row.First] }).Prune()[0], row.Second));
    }

    [Property]
    public void Prune_SignsTurned_SameUnits(UnitCase c) =>
        Assert.Equal(c.Prune(), (c with { Rows = [.. c.Rows.Select(row => Array.ConvertAll(row, v => -v))] }).Prune());

    [Fact]
    public void Prune_OneInput_AUnitIsAWeight() => Cases.Check(
        from outputs in Gen.Choose(1, 12)
        from biased in Gen.Elements(true, false)
        let net = new Architecture(new Linear("layer1", 1, outputs, biased))
        from rows in Populations.Nets.Rows(2, net.ParameterCount)
        from percent in Gen.Choose(0, 100)
        select new UnitCase(net, rows, [], Scope.Layerwise, percent),
        c => Assert.Equal(c.Prune(c.Method with { Granularity = Granularity.Weight }, c.Rows), c.Prune()));

    [Theory]
    [InlineData(99, 1)]
    [InlineData(100, 0)]
    public void Prune_OneUnit_GoesOnlyWithAll(int percent, float left)
    {
        UnitCase one = new(new(new Linear("layer1", 3, 1)), [[1, 2, 3, 4]], [], Scope.Layerwise, percent);
        Assert.Equal([left, left, left, 1], one.Prune()[0]);
    }

    [Theory]
    [InlineData(3, 0, 2, 2)] // L1: 3 < 4, L2: 3 > 2.83
    [InlineData(-3, 0, 2, -2)]
    [InlineData(2.5f, 2.5f, 3, 0)] // L2: 3.54 > 3, though its largest weight is the smaller
    public void Prune_NormsThatDisagree_TheL2NormDecides(float a0, float a1, float b0, float b1)
    {
        UnitCase pair = new(new(new Linear("layer1", 2, 2, Bias: false)), [[a0, a1, b0, b1]], [], Scope.Layerwise, 50);
        Assert.Equal([1f, 1, 0, 0], pair.Prune()[0]);
    }

    [Fact]
    public void Prune_EqualNorms_TheLowestUnitsGo()
    {
        // All of norm 5.
        UnitCase ties = new(new(new Linear("layer1", 2, 4, Bias: false)), [[3, 4, 5, 0, 0, -5, 4, 3]], [],
            Scope.Layerwise, 50);
        Assert.Equal([0f, 0, 0, 0, 1, 1, 1, 1], ties.Prune()[0]);
    }

    [Fact]
    public void Prune_Global_LayersOfSmallNormsLoseMore()
    {
        // Norms 1, 2, 5 in the first layer and 3, 6 in the second: 60 % of five units are three.
        UnitCase two = new(new(new Linear("layer1", 1, 3), new Relu(), new Linear("layer2", 3, 2)),
            [[5, -1, 2, 9, 9, 9, 2, 2, 1, 4, -4, 2, 9, 9]], [], Scope.Global, 60);
        Assert.Equal([1f, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1], two.Prune()[0]);
        Assert.Equal([1f, 0, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1], (two with { Scope = Scope.Layerwise }).Prune()[0]);
    }

    [Theory]
    [InlineData(1000, "200 250 500 600 700 800 900 950 970 990")]
    [InlineData(500, "100 125 250 300 350 400 450 475 485 495")]
    [InlineData(200, "40 50 100 120 140 160 180 190 194 198")]
    public void Prune_LayerOfTheLargeNet_LosesTheHandCountedUnits(int units, string counts)
    {
        int[] levels = [20, 25, 50, 60, 70, 80, 90, 95, 97, 99];
        var net = new Architecture(new Linear("layer1", 2, units));
        var values = Initialization.Glorot(net, new(1, "init"));
        var all = UnitCase.Units(net.Of(ParameterRole.Weight));
        Assert.Equal(counts, string.Join(' ', levels.Select(k =>
            CountOfGone(new UnitCase(net, [values], [], Scope.Layerwise, k).Prune()[0]))));

        int CountOfGone(float[] mask) => all.Count(unit => Gone(mask, unit));
    }

    [Fact]
    public void Prune_PartOfAUnitGoneBefore_TheRestCountsAsAUnit()
    {
        // The second unit has one weight left and the third none: one of the four is gone, half of them should be.
        var net = new Architecture(new Linear("layer1", 2, 4, Bias: false));
        var mask = Units(net).Prune(net, [[4, 4, 1, 0, 0, 0, 3, 3]], [[1, 1, 1, 0, 0, 0, 1, 1]], [1],
            Amount.OfTotalTruncated(0.5));
        Assert.Equal([1f, 1, 0, 0, 0, 0, 1, 1], mask[0]);
    }

    [Fact]
    public void Prune_MaskWithAHalfInAUnit_IsRefused()
    {
        var net = new Architecture(new Linear("layer1", 2, 2, Bias: false));
        Assert.Throws<ArgumentException>(() => Units(net)
            .Prune(net, [[1, 2, 3, 4]], [[1, 0.5f, 1, 1]], [1], Amount.OfTotal(0.5)));
    }

    private static PruningMethod Units(Architecture net) => new UnitCase(net, [], [], Scope.Layerwise, 0).Method;

    private static bool Gone(float[] mask, int[] unit) => unit.All(column => mask[column] == 0);
}
