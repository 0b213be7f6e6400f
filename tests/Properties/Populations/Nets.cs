using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Populations;

namespace Pruning.Tests.Properties.Populations;

/// <summary>Nets as cases of properties, and values for them.</summary>
internal static class Nets
{
    /// <summary>The penguins' net: 12 → 12 → 3, 195 parameters.</summary>
    public static Architecture Penguins { get; } = new(new Linear("layer1", 12, 12), new Relu(), new Linear("layer2", 12, 3), new Tanh());

    /// <summary>Convolutions of 8 and of 4 filters of 3×3 without bias on 28×28 pixels, ReLU after each, max-pooling over 2×2, 576 → 10: 6,130 parameters.</summary>
    public static Architecture Filters { get; } = new(
        new Convolution("conv1", new(1, 28, 28), 8, 3, Bias: false), new Relu(),
        new Convolution("conv2", new(8, 26, 26), 4, 3, Bias: false), new Relu(),
        new MaxPool(new(4, 24, 24), 2), new Linear("fc", 576, 10));

    /// <summary>One to three linear layers of one to five units, with and without biases, each followed by ReLU, tanh or nothing.</summary>
    public static Gen<Architecture> Small { get; } = Dense(3);

    /// <summary>
    /// One to three convolutions on maps of three to eight by three to eight, some with a stride of 2 or 3 or padded by 1 or 2, with and
    /// without pooling, then none to two linear layers.
    /// </summary>
    public static Gen<Architecture> Images { get; } =
        from channels in Gen.Choose(1, 3)
        from height in Gen.Choose(3, 8)
        from width in Gen.Choose(3, 8)
        from convolutions in Gen.Choose(1, 3)
        from linears in Gen.Choose(0, Math.Min(2, 4 - convolutions))
        from sizes in Gen.Choose(1, 4).ArrayOf(convolutions + linears)
        from kernels in Gen.Choose(1, 3).ArrayOf(convolutions)
        from strides in Gen.Elements(1, 1, 1, 2, 3).ArrayOf(convolutions)
        from paddings in Gen.Elements(0, 0, 0, 1, 2).ArrayOf(convolutions)
        from pools in Gen.Choose(1, 3).ArrayOf(convolutions)
        from biases in Gen.Elements(true, false).ArrayOf(convolutions + linears)
        from activations in Gen.Choose(0, 2).ArrayOf(convolutions + linears)
        select Build(new(channels, height, width), sizes, [.. kernels.Zip(strides, paddings)], pools, biases, activations);

    public static Arbitrary<Architecture> AnySmall() => Small.ToArbitrary();

    /// <summary>One to that many linear layers, as <see cref="Small"/>.</summary>
    public static Gen<Architecture> Dense(int deepest) =>
        from depth in Gen.Choose(1, deepest)
        from sizes in Gen.Choose(1, 5).ArrayOf(depth + 1)
        from biases in Gen.Elements(true, false).ArrayOf(depth)
        from activations in Gen.Choose(0, 2).ArrayOf(depth)
        select Build(sizes, biases, activations);

    /// <summary>Multiples of 1/64 up to ±2.</summary>
    public static Gen<float[]> Values(int count) => Gen.Choose(-128, 128).Select(k => k / 64f).ArrayOf(count);

    /// <summary>Several rows of such values.</summary>
    public static Gen<float[][]> Rows(int rows, int count) => Values(count).ArrayOf(rows);

    public static int Inputs(Architecture net) => net.Steps.Select(s => s.Layer.FeaturesIn).OfType<int>().First();

    public static int Outputs(Architecture net) => net.Steps.Select(s => s.Layer.FeaturesOut).OfType<int>().Last();

    /// <summary>Layer by layer, for the message of a failing case.</summary>
    public static string Describe(Architecture net) => string.Join(", ", net.Steps.Select(s => s.Layer));

    private static Architecture Build(int[] sizes, bool[] biases, int[] activations)
    {
        var layers = new List<Layer>();
        for (var i = 0; i < biases.Length; i++)
        {
            layers.Add(new Linear($"layer{i + 1}", sizes[i], sizes[i + 1], biases[i]));
            layers.AddRange(Activation(activations[i]));
        }

        return new([.. layers]);
    }

    private static Architecture Build(
        Maps maps, int[] sizes, (int Side, int Stride, int Padding)[] kernels, int[] pools, bool[] biases, int[] activations)
    {
        var layers = new List<Layer>();
        for (var i = 0; i < kernels.Length; i++)
        {
            var (side, stride, padding) = kernels[i];
            var kernel = Fitting(side, maps.Padded(padding));
            var convolution = new Convolution($"conv{i + 1}", maps, sizes[i], kernel, biases[i], stride, padding);
            var pool = new MaxPool(convolution.Output, Fitting(pools[i], convolution.Output));
            layers.Add(convolution);
            layers.AddRange(Activation(activations[i]));
            layers.AddRange(pool.Size > 1 ? [pool] : []);
            maps = pool.Output;
        }

        var features = maps.Features;
        for (var i = kernels.Length; i < sizes.Length; i++)
        {
            layers.Add(new Linear($"fc{i + 1}", features, sizes[i], biases[i]));
            layers.AddRange(Activation(activations[i]));
            features = sizes[i];
        }

        return new([.. layers]);
    }

    private static int Fitting(int side, Maps maps) => Math.Min(side, Math.Min(maps.Height, maps.Width));

    private static Layer[] Activation(int which) => which switch { 0 => [], 1 => [new Relu()], _ => [new Tanh()] };
}
