using FsCheck.Fluent;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Pruning;

/// <summary>SynFlow's scores: what the paper proves of them, and small nets by hand.</summary>
public sealed class SynapticFlowTests
{
    /// <summary>Relative error of sums in single precision of nets this small.</summary>
    private const double Rounding = 2e-5;

    [Fact]
    public void Score_TwoLayersByHand_IsThePathsThroughEachParameter()
    {
        // |θ|: x = 1, 1; unit 1: 2 + 1 + 3 = 6; unit 2: 4 + 0 + 0 = 4; out: 6·5 + 4·1 + 7 = 41.
        var net = new Architecture(new Linear("hidden", 2, 2), new Relu(), new Linear("output", 2, 1));
        Assert.Equal([10, 5, 4, 0, 15, 0, 30, 4, 7], Score(net, [-2, 1, 4, 0, -3, 0, 5, -1, 7]));
    }

    [Fact]
    public void Score_UnitThatNoFlowReaches_IsZeroOnBothSides()
    {
        // The first unit's weights and bias are 0; the second feeds a weight of 0.
        var net = new Architecture(new Linear("hidden", 1, 2), new Relu(), new Linear("output", 2, 1));
        Assert.Equal([0, 0, 0, 0, 0, 0, 2], Score(net, [0, 3, 0, 1, 5, 0, 2]));
    }

    [Fact]
    public void Score_AnyNet_FlowsIntoEachMapAsItFlowsOut() => Cases.Check(MapCase.Any, c =>
    {
        var scores = Score(c.Net, c.Values).Select(s => (double)s).ToArray();
        foreach (var (w, layer) in MapLayer.Of(c.Net).Index().Where(l => l.Item is not null))
        {
            var reader = c.Weights[w + 1];
            var each = reader.Count / (int)reader.Shape[0] / layer!.Units;
            for (var unit = 0; unit < layer.Units; unit++)
            {
                var into = c.OwnOf(c.Weights[w], unit).Sum(column => scores[column]);
                var outOf = Enumerable.Range(0, (int)reader.Shape[0]).Sum(to => Enumerable.Range(0, each).Sum(i =>
                    scores[reader.Offset + (to * each * layer.Units) + (unit * each) + i]));
                Assert.Equal(into, outOf, Rounding * Math.Max(into, 1e-30));
            }

        }
    });

    [Fact]
    public void Score_AnyNetWithoutBiases_EveryLayerSumsToTheFlow() => Cases.Check(MapCase.Any, c =>
    {
        float[] values = [.. c.Values];
        foreach (var bias in c.Net.Of(ParameterRole.Bias))
        {
            values.AsSpan(bias.Offset, bias.Count).Clear();
        }

        var scores = Score(c.Net, values);
        double[] sums = [.. c.Weights.Select(w => scores.AsSpan(w.Offset, w.Count).ToArray().Sum(s => (double)s))];
        Assert.All(sums, sum => Assert.Equal(sums[^1], sum, Rounding * Math.Max(sums[^1], 1e-30)));
    });

    [Fact]
    public void Score_AnyNet_IsNeitherNegativeNorMovedBySigns() => Cases.Check(
        from c in MapCase.Any
        from signs in Gen.Elements(-1f, 1f).ArrayOf(c.Values.Length)
        select (c, signs),
        x =>
        {
            var scores = Score(x.c.Net, x.c.Values);
            Assert.All(scores, s => Assert.True(s >= 0));
            Assert.Equal(scores, Score(x.c.Net, [.. x.c.Values.Zip(x.signs, (v, s) => v * s)]));
        });

    [Fact]
    public void Score_NetWithAnotherLayer_IsRefusedAndNamed()
    {
        var net = new Architecture(new Linear("hidden", 2, 2), new Tanh(), new Linear("output", 2, 1));
        var error = Assert.Throws<InvalidOperationException>(() => Score(net, new float[net.ParameterCount]));
        Assert.Contains("this one has tanh", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Without any example: a criterion that read one would fail.</summary>
    private static float[] Score(Architecture net, float[] values) => Criterion.SynapticFlow.Score(
        new(Criterion.SynapticFlow, net, new(values, 0, 1), [.. values.Select(_ => 1f)]));
}
