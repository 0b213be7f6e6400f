using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Pruning;

/// <summary>Several amounts in one sweep against as many prunings.</summary>
public sealed class SweepTests
{
    private static readonly Gen<(UnitCase Case, PruningMethod Method, int Before, int[] Levels)> Any =
        from c in UnitCase.Any
        from criterion in Gen.Elements(Criterion.Magnitude, Criterion.Random, Criterion.Signed)
        from granularity in Gen.Elements(Granularity.Weight, Granularity.Unit)
        from before in Gen.Elements(0, 0, 20, 70)
        from levels in Gen.Choose(0, 100).NonEmptyListOf().Select(l => l.Take(5).ToArray())
        select (c, c.Method with { Criterion = criterion, Granularity = granularity }, before, levels);

    [Fact]
    public void Sweep_AnyAmounts_AreTheMasksOfSeparatePrunings() => Cases.Check(Any, x =>
    {
        var start = Start(x.Case, x.Method, x.Before);
        var untouched = start.Select(m => (float[])m.Clone()).ToArray();
        var swept = Sweep(x.Case, x.Method, start, x.Levels);
        Assert.Equal(x.Levels.Select(k => Prune(x.Case, x.Method, start, k)), swept);
        Assert.Equal(untouched, start);
    });

    [Fact]
    public void Sweep_HigherLevels_LoseAllThatLowerOnesDo() => Cases.Check(Any, x =>
    {
        var masks = Sweep(x.Case, x.Method, Start(x.Case, x.Method, x.Before), [.. x.Levels.Order()]);
        Assert.All(masks.Zip(masks.Skip(1)), step => Assert.All(
            step.First.Zip(step.Second),
            rows => Assert.All(rows.First.Zip(rows.Second), m => Assert.True(m.Second <= m.First))));
    });

    [Fact]
    public void Sweep_AnyOrderOfLevels_EachIsWhatItIsAlone() => Cases.Check(Any, x =>
    {
        var start = Start(x.Case, x.Method, x.Before);
        Assert.Equal(Sweep(x.Case, x.Method, start, x.Levels).Reverse(),
            Sweep(x.Case, x.Method, start, [.. x.Levels.Reverse()]));
    });

    [Theory]
    [InlineData(Scope.Global, Granularity.Weight)]
    [InlineData(Scope.Global, Granularity.Unit)]
    [InlineData(Scope.Layerwise, Granularity.Unit)]
    public void Sweep_AllLayersSpared_LeavesEverything(Scope scope, Granularity granularity)
    {
        UnitCase only = new(new(new Linear("layer1", 2, 2)), [[1, 2, 3, 4, 5, 6]], ["layer1"], scope, 50);
        Assert.Equal([1f, 1, 1, 1, 1, 1], only.Prune(only.Method with { Granularity = granularity }, only.Rows)[0]);
    }

    /// <summary>Masks in which a share is gone already, ranked by other values.</summary>
    private static float[][] Start(UnitCase c, PruningMethod method, int percent) =>
        (c with { Percent = percent }).Prune(method, [.. c.Rows.Select(row => row.Reverse().ToArray())]);

    private static float[][] Prune(UnitCase c, PruningMethod method, float[][] start, int percent) =>
        method.Prune(c.Net, c.Rows, start, Seeds(c), Amount.OfTotalTruncated(percent / 100.0));

    private static float[][][] Sweep(UnitCase c, PruningMethod method, float[][] start, int[] levels)
    {
        PruningOrder[] orders = [.. c.Rows.Select((row, r) => method.Order(c.Net, new(row, r, Seeds(c)[r]), start[r]))];
        return [.. levels.Select(k => orders.Select(order => order.Prune(Amount.OfTotalTruncated(k / 100.0)))
            .ToArray())];
    }

    private static int[] Seeds(UnitCase c) => [.. Enumerable.Range(1, c.Rows.Length)];
}
