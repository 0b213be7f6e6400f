using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data.Npy;
using Pruning.Shared.Populations;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Populations;

public sealed class WeightFolderTests
{
    /// <summary>Every file is written through to the disk, which takes its time.</summary>
    private const int Few = 50;

    private static readonly Gen<(int[] Sizes, bool Biased)> AnySizes =
        from depth in Gen.Choose(1, 4)
        from sizes in Gen.Choose(1, 6).ArrayOf(depth + 1)
        from biased in Gen.Elements(true, false)
        select (sizes, biased);

    [Fact]
    public void Load_WhatSaveWrote_IsTheNetToTheBit() => Cases.Check(
        from shape in AnySizes
        let net = Net(shape.Sizes, shape.Biased)
        from values in ArbMap.Default.GeneratorFor<float>().Where(float.IsFinite).ArrayOf(net.ParameterCount)
        select (shape.Sizes, net, values),
        c =>
        {
            using var folder = new KerasFolder();
            WeightFolder.Save(folder.Path, c.net, c.values);
            var (net, values) = WeightFolder.Load(folder.Path, c.Sizes[0], c.Sizes[^1]);
            Assert.Equal(c.net.Steps.Select(s => s.Layer), net.Steps.Select(s => s.Layer));
            Assert.Equal(Array.ConvertAll(c.values, BitConverter.SingleToInt32Bits),
                Array.ConvertAll(values, BitConverter.SingleToInt32Bits));
        },
        Few);

    [Fact]
    public void Load_ArraysOfKeras_GivesTheNetThatMultipliesFromTheLeft() => Cases.Check(
        from shape in AnySizes
        from weights in Gen.CollectToArray(shape.Sizes.Zip(shape.Sizes.Skip(1)), s => Nets.Values(s.First * s.Second))
        from biases in Gen.CollectToArray(shape.Sizes.Skip(1), Nets.Values)
        from input in Nets.Values(shape.Sizes[0])
        select (shape.Sizes, shape.Biased, weights, biases, input),
        c =>
        {
            using var folder = new KerasFolder();
            var expected = Array.ConvertAll(c.input, v => (double)v);
            for (var layer = 0; layer < c.weights.Length; layer++)
            {
                var (inputs, outputs) = (c.Sizes[layer], c.Sizes[layer + 1]);
                folder.With($"weight-{layer + 1}", [inputs, outputs], c.weights[layer]);
                if (c.Biased)
                {
                    folder.With($"bias-{layer + 1}", [outputs], c.biases[layer]);
                }

                var x = layer == 0 ? expected : Array.ConvertAll(expected, v => Math.Max(v, 0));
                expected = [.. Enumerable.Range(0, outputs)
                    .Select(o => x.Select((v, i) => v * c.weights[layer][(i * outputs) + o]).Sum()
                    + (c.Biased ? c.biases[layer][o] : 0))];
            }

            var actual = Outputs(folder, c.input, c.Sizes[^1]);
            Assert.All(expected.Zip(actual), y => Assert.Equal(y.First, y.Second,
                1e-4 * Math.Max(1, Math.Abs(y.First))));
        },
        Few);

    [Fact]
    public void Load_OneLayerByHand_IsXTimesWPlusB()
    {
        // (1, 2) · [[1, 2, 3], [4, 5, 6]] = (9, 12, 15)
        using var folder = new KerasFolder().With("weight-1", [2, 3], [1, 2, 3, 4, 5, 6])
            .With("bias-1", [3], [0.5f, 0, -1]);
        Assert.Equal([9.5f, 12, 14], Outputs(folder, [1, 2], 3));
        Assert.Equal([1f, 4, 2, 5, 3, 6, 0.5f, 0, -1], WeightFolder.Load(folder.Path, 2, 3).Values);
    }

    [Fact]
    public void Load_TwoLayersByHand_HasReluBetweenAndNotBehind()
    {
        // x = 1: hidden (−2, 3), behind ReLU (0, 3); outputs (0·5 − 3·1, 0·7 + 3·2).
        using var folder = new KerasFolder().With("weight-1", [1, 2], [-2, 3]).With("weight-2", [2, 2], [5, 7, -1, 2]);
        Assert.Equal([-3f, 6], Outputs(folder, [1], 2));
    }

    [Fact]
    public void Load_MoreThanNineLayers_TakesThemByNumber()
    {
        using var folder = new KerasFolder();
        for (var layer = 1; layer <= 11; layer++)
        {
            folder.With($"weight-{layer}", [1, 1], [layer]);
        }

        Assert.Equal([1f, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], WeightFolder.Load(folder.Path, 1, 1).Values);
    }

    [Fact]
    public void Save_Convolution_IsHeightWidthInOut()
    {
        // Two filters over three maps, with 2×2 taps: tap t of input i of filter o is 100·o + 10·i + t.
        var net = new Architecture(new Convolution("conv", new(3, 2, 2), 2, 2));
        float[] values = [.. from o in Enumerable.Range(0, 2)
                             from i in Enumerable.Range(0, 3)
                             from t in Enumerable.Range(0, 4)
                             select (100f * o) + (10 * i) + t, 7, 8];
        using var folder = new KerasFolder();
        WeightFolder.Save(folder.Path, net, values);
        var kernel = NpyFile.Load(Path.Combine(folder.Path, "weight-1.npy"));
        Assert.Equal([2, 2, 3, 2], kernel.Shape);
        Assert.Equal(
            from t in Enumerable.Range(0, 4)
            from i in Enumerable.Range(0, 3)
            from o in Enumerable.Range(0, 2)
            select (100f * o) + (10 * i) + t,
            kernel.Values);
        Assert.Equal([7, 8], NpyFile.Load(Path.Combine(folder.Path, "bias-1.npy")).Values);
    }

    [Fact]
    public void Save_AnyNet_WritesTheNamesAndShapesOfKeras()
    {
        using var folder = new KerasFolder();
        var below = Path.Combine(folder.Path, "a", "b");
        WeightFolder.Save(below, Net([3, 2, 1], biased: true), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
        Assert.Equal(["bias-1.npy", "bias-2.npy", "weight-1.npy", "weight-2.npy"],
            Directory.GetFiles(below).Select(f => Path.GetFileName(f)).Order());
        var first = NpyFile.Load(Path.Combine(below, "weight-1.npy"));
        Assert.Equal([3, 2], first.Shape);
        Assert.Equal([1f, 4, 2, 5, 3, 6], first.Values);
        Assert.Equal([7f, 8], NpyFile.Load(Path.Combine(below, "bias-1.npy")).Values);
        Assert.Equal([2, 1], NpyFile.Load(Path.Combine(below, "weight-2.npy")).Shape);
    }

    private static float[] Outputs(KerasFolder folder, float[] input, int outputs)
    {
        var (net, values) = WeightFolder.Load(folder.Path, input.Length, outputs);
        return CpuRun.Outputs(net, values, [input])[0];
    }

    private static Architecture Net(int[] sizes, bool biased) =>
        new([.. sizes.Zip(sizes.Skip(1)).SelectMany((s, i) =>
            new Layer[] { new Linear($"layer{i + 1}", s.First, s.Second, biased), new Relu() }).SkipLast(1)]);
}
