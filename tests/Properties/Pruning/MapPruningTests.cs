using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Pruning;

/// <summary>Pruning by criteria that score whole units.</summary>
public sealed class MapPruningTests
{
    /// <summary>Three units of two weights, one of three: columns 0–5, biases 6–8, then 9–11 and 12.</summary>
    private static readonly Architecture Net = new(new Linear("hidden", 2, 3), new Relu(), new Linear("output", 3, 1));

    private static readonly float[] Ones = [.. Enumerable.Repeat(1f, 13)];

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void Prune_GivenScores_TheLowestGoesWholeAndItsBiasIfAsked(bool biasesToo, float bias)
    {
        var method = Units([[3, 1, 2], [0]]) with { BiasesToo = biasesToo, Spared = ["output"] };
        Assert.Equal([1, 1, 0, 0, 1, 1, 1, bias, 1, 1, 1, 1, 1], Prune(method, Ones, 1));
    }

    [Theory]
    [InlineData(Scope.Global, 2, "1 1 0 0 1 1 0 0 0")]
    [InlineData(Scope.Layerwise, 1, "1 1 0 0 1 1 0 0 0")]
    [InlineData(Scope.Global, 3, "1 1 0 0 0 0 0 0 0")]
    public void Prune_TwoLayers_CompeteByScopeAsTheyAre(Scope scope, int count, string left)
    {
        var mask = Prune(Units([[3, 1, 2], [0]], scope), Ones, count);
        Assert.Equal(left, string.Join(' ', mask[..6].Concat(mask[9..12])));
    }

    [Fact]
    public void Prune_EqualScoresAndNaN_LowerUnitsGoFirstAndNaNLast()
    {
        var method = Units([[double.NaN, -0.0, 0.0], null]) with { Spared = ["output"] };
        Assert.Equal([1f, 1, 0, 0, 1, 1], Prune(method, Ones, 1)[..6]);
        Assert.Equal([1f, 1, 0, 0, 0, 0], Prune(method, Ones, 2)[..6]);
    }

    [Fact]
    public void Prune_ScoresBeyondSinglePrecision_AreToldApart()
    {
        var method = Units([[1e-300, 2e-301, 1e-301], null]) with { Spared = ["output"] };
        Assert.Equal([1f, 1, 1, 1, 0, 0], Prune(method, Ones, 1)[..6]);
    }

    [Fact]
    public void Prune_UnitsGoneBefore_StayGoneAndCount()
    {
        float[] mask = [1, 0, 0, 0, .. Ones[4..]];
        var method = Units([[3, 1, 2], null]) with { Spared = ["output"] };
        Assert.Equal([1f, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1], Prune(method, mask, 1));
        var error = Assert.Throws<ArgumentException>(() => Prune(method, mask, 3));
        Assert.Contains("at most 2 of 3 entries", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 3, "0 0 0 1")]
    [InlineData(1, 2, "1 0 0 1")]
    [InlineData(2, 1, "1 0 1 1")]
    public void Prune_LeastUnits_TheBestOfALayerStayHoweverLowTheyRank(int? least, int count, string left)
    {
        // The output's unit scores more than all of the hidden layer's.
        var mask = Prune(Units([[3, 1, 2], [4]]) with { LeastUnits = least }, Ones, count);
        Assert.Equal(left, string.Join(' ', [mask[0], mask[2], mask[4], mask[9]]));
    }

    [Fact]
    public void Prune_MoreThanLeastUnitsAllow_IsRefusedAndSaysWhy()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Units([[3, 1, 2], [0]]) with { LeastUnits = -1 });
        var error = Assert.Throws<ArgumentException>(
            () => Prune(Units([[3, 1, 2], [0]]) with { LeastUnits = 1 }, Ones, 3));
        Assert.Contains(
            "at most 2 of 4 entries to prune, since 2 are kept so that no layer is left empty; got 3", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Prune_AnyNetWithLeastUnits_EveryLayerKeepsThemAndTheOrderIsOtherwiseTheSame() => Cases.Check(
        from c in MapCase.Any
        from least in Gen.Choose(1, 2)
        select (c, least),
        x =>
        {
            string[] spared = [.. x.c.Weights.Zip(MapLayer.Of(x.c.Net)).Where(w => w.Second is null)
                .Select(w => w.First.Layer)];
            var free = new PruningMethod(Criterion.RandomMap())
            {
                Granularity = Granularity.Unit,
                Spared = [.. spared],
            };
            var layers = MapLayer.Of(x.c.Net).OfType<MapLayer>().ToArray();
            var most = layers.Sum(l => Math.Max(0, l.Units - x.least));
            for (var count = 0; count <= most; count++)
            {
                var mask = Left(free with { LeastUnits = x.least }, count);
                Assert.Equal(count, layers.Sum(l => l.Units - Units(mask, l)));
                Assert.All(layers, l => Assert.InRange(Units(mask, l), Math.Min(x.least, l.Units), l.Units));
                if (layers.All(l => Units(Left(free, count), l) >= Math.Min(x.least, l.Units)))
                {
                    Assert.Equal(Left(free, count), mask);
                }
            }

            float[] Left(PruningMethod method, int count) => method.Prune(
                x.c.Net, [x.c.Values], [[.. x.c.Values.Select(_ => 1f)]], [7], Amount.Of(count)).Single();
        },
        100);

    [Fact]
    public void RandomMap_LayersOfDifferentWidths_EveryUnitGoesAsOften()
    {
        // One unit of 50 weights, one of 1: each is the lower one in half of the seeds, within four deviations.
        var net = new Architecture(new Linear("wide", 50, 1), new Linear("narrow", 1, 1), new Linear("output", 1, 1));
        var method = new PruningMethod(Criterion.RandomMap())
        {
            Granularity = Granularity.Unit,
            Spared = ["output"],
        };
        var gone = Enumerable.Range(0, 400).Count(seed =>
            method.Prune(net, [new float[55]], [[.. Enumerable.Repeat(1f, 55)]], [seed], Amount.Of(1)).Single()[0]
                == 0);
        Assert.InRange(gone, 160, 240);
    }

    [Fact]
    public void RandomMap_TurnsWithSurgeryBetween_EveryUnitIsLeftAsOften()
    {
        // 4 of 16 units go three times; by streams of their own each unit is left in a quarter of the seeds, within
        // four deviations, wherever it was at first.
        var left = new int[16];
        for (var seed = 0; seed < 400; seed++)
        {
            var units = Enumerable.Range(0, 16).ToArray();
            for (var turn = 0; turn < 3; turn++)
            {
                var net = new Architecture(
                    new Linear("units", 1, units.Length, Bias: false), new Linear("output", units.Length, 1));
                var mask = new PruningMethod(Criterion.RandomMap($"turn-{turn}"))
                {
                    Granularity = Granularity.Unit,
                    Spared = ["output"],
                }.Prune(net, [new float[net.ParameterCount]], [[.. Enumerable.Repeat(1f, net.ParameterCount)]], [seed],
                    Amount.Of(4)).Single();
                units = [.. units.Where((_, place) => mask[place] == 1)];
            }

            Array.ForEach(units, unit => left[unit]++);
        }

        Assert.All(left, count => Assert.InRange(count, 65, 135));
    }

    [Fact]
    public void Prune_LayerWithoutScoresThatIsNotSpared_IsRefusedWithTheWayOut()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Prune(Units([[3, 1, 2], null]), Ones, 1));
        Assert.Contains("The criterion given cannot score output", error.Message, StringComparison.Ordinal);
        Assert.Contains("PruningMethod.Spared", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prune_WrongNumberOfScores_IsRefused()
    {
        foreach (var scores in new double[]?[][] { [[1, 2], null], [[1, 2, 3]], [[1, 2, 3], [1], [1]], [null, [1, 2]] })
        {
            var error = Assert.Throws<InvalidOperationException>(() => Prune(Units(scores), Ones, 1));
            Assert.Contains("one score a unit of each layer, 3 + 1; got", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Prune_SingleWeightsByAMapCriterion_IsRefusedWithTheWayOut()
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => Prune(new(Criterion.MeanSquaredWeight), Ones, 1));
        Assert.Contains("mean-squared-weight scores whole units", error.Message, StringComparison.Ordinal);
        Assert.Contains("Granularity.Unit", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prune_SeveralNets_EachAsIfAlone() => Cases.Check(
        from c in MapCase.Any
        from count in Gen.Choose(2, 3)
        from others in Gen.Choose(-64, 64).Select(k => k / 128f).ArrayOf(c.Values.Length).ArrayOf(count)
        from share in Gen.Choose(0, 100)
        select (c, rows: (float[][])[c.Values, .. others], share: share / 100.0),
        x =>
        {
            var method = new PruningMethod(Criterion.TaylorMap() with { LayerNorm = LayerNorm.L2 })
            {
                Granularity = Granularity.Unit,
                Spared = [.. x.c.Weights.Where((_, w) => MapLayer.Of(x.c.Net)[w] is null).Select(w => w.Layer)],
            };
            var together = Prune(x.rows);
            Assert.All(x.rows.Zip(together), row => Assert.Equal(Prune([row.First])[0], row.Second));

            float[][] Prune(float[][] rows)
            {
                using var examples = x.c.Examples();
                return method.Prune(
                    x.c.Net,
                    rows,
                    [.. rows.Select(row => Enumerable.Repeat(1f, row.Length).ToArray())],
                    [.. rows.Select((_, r) => r)],
                    Amount.OfTotal(x.share),
                    examples,
                    [.. rows.Select(_ => x.c.List)]);
            }
        },
        100);

    private static PruningMethod Units(double[]?[] scores, Scope scope = Scope.Global) =>
        new(new Given(scores), scope) { Granularity = Granularity.Unit };

    /// <summary>Counts a layer's units of which a weight is left.</summary>
    private static int Units(float[] mask, MapLayer layer) => Enumerable.Range(0, layer.Units)
        .Count(unit => MapCase.Own(layer.Weight, unit).Any(column => mask[column] == 1));

    private static float[] Prune(PruningMethod method, float[] mask, int count) =>
        method.Prune(Net, [new float[13]], [mask], [1], Amount.Of(count))[0];

    /// <summary>Scores that are given, for units alone.</summary>
    private sealed record Given(double[]?[] Scores) : Criterion
    {
        public override string Name => "given";

        public override float[] Score(ScoringContext net) => throw new NotSupportedException();

        public override IReadOnlyList<double[]?> ScoreUnits(ScoringContext net) => Scores;
    }
}
