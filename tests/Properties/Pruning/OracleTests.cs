using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Surgery;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Pruning;

/// <summary>The loss without single maps and pairs, against evaluations of nets that lack them.</summary>
[Generated(typeof(MapCase))]
public sealed class OracleTests
{
    [Fact]
    public void Of_AnyNet_IsTheLossWithTheMapsParametersAtZeroToTheBit()
    {
        var compared = 0;
        Cases.Check(MapCase.Mixed, c =>
        {
            var whole = c.Loss();
            var oracle = Of(c);
            Assert.Equal(MapLayer.Of(c.Net).Select(layer => layer?.Units), oracle.Select(changes => changes?.Length));
            foreach (var (w, changes) in oracle.Index().Where(o => o.Item is not null))
            {
                double[] expected = [.. changes!.Select((_, unit) =>
                    c.Without(c.OwnOf(c.Weights[w], unit)).Loss() - whole)];
                Assert.Equal(expected, changes);
                compared += changes!.Count(change => change != 0);
            }
        });
        Assert.True(compared > 300, $"{compared} maps that matter");
    }

    [Fact]
    public void PairsOf_AnyLayer_AreTheLossesWithoutBothAndOnTheDiagonalWithoutOne() => Cases.Check(
        MapCase.Any,
        c =>
        {
            var (whole, singles) = (c.Loss(), Of(c));
            foreach (var (w, weight) in c.Weights.Index().Where(w => singles[w.Index] is not null))
            {
                var pairs = Oracle.PairsOf(weight.Layer, c.Net, c.Values, c.Examples(), c.List);
                Assert.Equal(singles[w], pairs.Select((row, unit) => row[unit]));
                for (var i = 0; i < pairs.Length; i++)
                {
                    for (var j = 0; j < i; j++)
                    {
                        var without = c.Without(c.OwnOf(weight, i).Concat(c.OwnOf(weight, j)));
                        Assert.Equal(without.Loss() - whole, pairs[i][j]);
                        Assert.Equal(pairs[i][j], pairs[j][i]);
                    }
                }
            }
        },
        100);

    [Fact]
    public void Of_AnyNet_IsTheLossOfTheSmallerNet() => Cases.Check(
        from c in MapCase.Any
        where c.Wide.Length > 0
        from layer in Gen.Elements(c.Wide)
        from unit in Gen.Choose(0, layer.Count - 1)
        select (c, layer, unit),
        x =>
        {
            var smaller = SmallerNets.Cut(
                [x.c.Values], [KeptGroups.All(x.c.Net).Without(x.layer.Name, x.unit)]);
            var cut = x.c with { Net = smaller.Architecture, Values = smaller.Rows[0] };
            var place = Array.FindIndex(x.c.Weights, w => w.Layer == x.layer.Name);
            Assert.Equal(cut.Loss() - x.c.Loss(), Of(x.c)[place]![x.unit], 1e-6);
        });

    [Property]
    public void Of_DeadMap_IsZero(MapCase c)
    {
        foreach (var (w, layer) in MapLayer.Of(c.Net).Index().Where(l => l.Item is not null))
        {
            var unit = c.List.Length % layer!.Units;
            Assert.Equal(0, Of(c.Without(c.OwnOf(c.Weights[w], unit)))[w]![unit]);
        }
    }

    [Property]
    public void Of_ListLongerThanABlock_IsStillTheEvaluation(MapCase c)
    {
        var many = c with { List = [.. Enumerable.Range(0, 1100).Select(i => c.List[i % c.List.Length])] };
        var (w, weight) = c.Weights.Index().First(x => MapLayer.Of(c.Net)[x.Index] is not null);
        Assert.Equal(many.Without(many.OwnOf(weight, 0)).Loss() - many.Loss(), Of(many)[w]![0]);
    }

    [Fact]
    public void OfScaling_AnyNetOfRelus_IsTheLossWithTheMapsParametersScaled() => Cases.Check(
        from c in MapCase.Any
        from factor in Gen.Elements(0.5f, 0.25f, 2f)
        select (c, factor),
        x =>
        {
            var scaled = Oracle.OfScaling(x.factor, x.c.Net, x.c.Values, x.c.Examples(), x.c.List);
            foreach (var (w, changes) in scaled.Index().Where(o => o.Item is not null))
            {
                for (var unit = 0; unit < changes!.Length; unit++)
                {
                    // A ReLU's output scales with its input, and powers of two are exact.
                    float[] values = [.. x.c.Values];
                    foreach (var column in x.c.OwnOf(x.c.Weights[w], unit))
                    {
                        values[column] *= x.factor;
                    }

                    Assert.Equal((x.c with { Values = values }).Loss() - x.c.Loss(), changes[unit]);
                }
            }
        },
        100);

    [Fact]
    public void OfScaling_ByOneAndByZero_AreNothingAndRemoval() => Cases.Check(MapCase.Mixed, c =>
    {
        Assert.All(Oracle.OfScaling(1, c.Net, c.Values, c.Examples(), c.List), layer =>
            Assert.All(layer ?? [], change => Assert.Equal(0, change)));
        Assert.Equal(Of(c), Oracle.OfScaling(0, c.Net, c.Values, c.Examples(), c.List));
    });

    [Fact]
    public void Of_EvenOutputsByHand_IsTheDifferenceOfLogarithms()
    {
        // a = 1, outputs ln 3 and 0: the loss of label 0 is ln(4/3), without the unit ln 2.
        var net = new Architecture(new Linear("hidden", 1, 1), new Relu(), new Linear("output", 1, 2, Bias: false));
        MapCase c = new(net, [1, 0, MathF.Log(3), 0], new("one", 1, 2, [1], [0]), [0]);
        Assert.Equal(Math.Log(2) - Math.Log(4.0 / 3), Of(c)[0]![0], 1e-6);
        Assert.Null(Of(c)[1]);
    }

    [Fact]
    public void Of_NetWithoutMaps_HasNothingToRemove()
    {
        MapCase c = new(new(new Linear("only", 1, 2)), new float[4], new("one", 1, 2, [1], [0]), [0]);
        Assert.Equal([null], Of(c));
    }

    [Fact]
    public void Oracle_NoExampleOrNoSuchLayer_IsRefused()
    {
        var net = new Architecture(new Linear("hidden", 1, 1), new Linear("output", 1, 2));
        MapCase c = new(net, new float[6], new("one", 1, 2, [1], [0]), []);
        Assert.Contains("at least one example", Assert.Throws<ArgumentException>(() => Of(c)).Message,
            StringComparison.Ordinal);
        var error = Assert.Throws<ArgumentException>(() => Oracle.PairsOf(
            "output", net, c.Values, c.Examples(), [0], TestContext.Current.CancellationToken));
        Assert.Contains(
            "no layer of maps called output; those that there are: hidden", error.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<double[]?> Of(MapCase c) => Oracle.Of(c.Net, c.Values, c.Examples(), c.List);
}
