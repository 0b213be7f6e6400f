using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;
using Pruning.Tests.Properties.Statistics;
using Xunit;
using static TorchSharp.torch;

namespace Pruning.Tests.Properties.Populations;

public sealed class SparseNetTests
{
    private static readonly Gen<(Architecture Net, float[] Values, int Examples)> Any =
        from depth in Gen.Choose(1, 4)
        from sizes in Gen.Choose(1, 70).ArrayOf(depth + 1)
        from biases in Gen.Elements(true, false).ArrayOf(depth)
        from rectified in Gen.Elements(true, true, false).ArrayOf(depth)
        from share in Gen.Elements(0, 0.02, 0.2, 1)
        from seed in Gen.Choose(1, 1000)
        from examples in Gen.OneOf(Gen.Choose(1, 10), Gen.Elements(63, 64, 65, 128, 150))
        let net = Build(sizes, biases, rectified)
        select (net, Some(net, share, seed), examples);

    [Fact]
    public void Forward_AnyShareOfTheWeights_IsThePopulationsUpToRounding() => Cases.Check(Any, c =>
    {
        using var scope = NewDisposeScope();
        using var population = new Population(c.Net, [c.Values], CPU);
        var input = Input(c.Net, c.Examples);
        var expected = population.Forward(input);
        var found = SparseNet.Of(c.Net, c.Values)!.Forward(input);
        Assert.Equal(expected.shape, found.shape);
        AssertClose(Tensors.ToArray<float>(expected), Tensors.ToArray<float>(found));
    });

    [Fact]
    public void Forward_AnyExamplesTogether_EachToTheBitAsAlone() => Cases.Check(
        Any,
        c =>
        {
            using var scope = NewDisposeScope();
            var net = SparseNet.Of(c.Net, c.Values)!;
            var input = Input(c.Net, c.Examples);
            var together = Tensors.ToRows(net.Forward(input).squeeze(0));
            foreach (var example in new[] { 0, c.Examples / 2, c.Examples - 1 })
            {
                var alone = Tensors.ToRows(net.Forward(input.narrow(2, example, 1)).squeeze(0));
                Assert.Equal(alone.Select(o => o[0]), together.Select(o => o[example]));
            }
        },
        100);

    [Fact]
    public void Forward_WhatIsNoNumber_GoesThroughReluAsInThePopulation()
    {
        // 2 → 2 → 1: 0·∞ is no number, and stays none behind a ReLU.
        var net = new Architecture(new Linear("a", 2, 2, Bias: false), new Relu(), new Linear("b", 2, 1));
        float[] values = [float.PositiveInfinity, 1, 1, 1, 1, 1, 0];
        using var scope = NewDisposeScope();
        Assert.Equal([float.NaN], Tensors.ToArray<float>(SparseNet.Of(net, values)!.Forward(Tensors.From<float>([0, 1], float32, CPU, 1, 2, 1))));
    }

    [Fact]
    public void Of_OtherLayersThanLinearAndRelu_IsNone()
    {
        Assert.Null(SparseNet.Of(Nets.Penguins, new float[195]));
        Assert.Null(SparseNet.Of(Nets.Filters, new float[6130]));
        Assert.Null(SparseNet.Of(new(new Relu(), new Linear("only", 1, 1)), new float[2]));
        Assert.Null(SparseNet.Of(new(), []));
    }

    private static Architecture Build(int[] sizes, bool[] biases, bool[] rectified) => new(
        [.. biases.SelectMany((bias, i) => new Layer[] { new Linear($"layer{i + 1}", sizes[i], sizes[i + 1], bias), new Relu() }.Take(rectified[i] ? 2 : 1))]);

    /// <summary>A share of a net's values, the rest being zero.</summary>
    private static float[] Some(Architecture net, double share, int seed)
    {
        var (values, chances) = (new float[net.ParameterCount], new float[net.ParameterCount]);
        var stream = new RandomStream(seed, "sparse");
        stream.Uniform(values, 0.5);
        stream.Uniform(chances, 1);
        return [.. values.Zip(chances, (w, chance) => Math.Abs(chance) <= share ? w : 0)];
    }

    /// <summary>Laid out as examples are gathered.</summary>
    private static Tensor Input(Architecture net, int examples)
    {
        var features = Nets.Inputs(net);
        var inputs = new float[examples * features];
        new RandomStream(examples, "inputs").Uniform(inputs, 1);
        return Tensors.From<float>(inputs, float32, CPU, 1, examples, features).transpose(1, 2);
    }

    private static void AssertClose(float[] expected, float[] found)
    {
        var scale = Math.Max(1, expected.Max(Math.Abs));
        Assert.All(expected.Zip(found), v => Assert.Equal(v.First, v.Second, 1e-5 * scale));
    }
}
