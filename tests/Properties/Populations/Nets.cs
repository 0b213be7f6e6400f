using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Populations;

namespace Pruning.Tests.Properties.Populations;

/// <summary>Nets as cases of properties, and values for them.</summary>
internal static class Nets
{
    /// <summary>The penguins' net: 12 → 12 → 3, 195 parameters.</summary>
    public static Architecture Penguins { get; } = new(new Linear("layer1", 12, 12), new Relu(),
        new Linear("layer2", 12, 3), new Tanh());

    /// <summary>
    /// Convolutions of 8 and of 4 filters of 3×3 without bias on 28×28 pixels, ReLU after each, max-pooling over 2×2,
    /// 576 → 10: 6,130 parameters.
    /// </summary>
    public static Architecture Filters { get; } = new(
        new Convolution("conv1", new(1, 28, 28), 8, 3, Bias: false), new Relu(),
        new Convolution("conv2", new(8, 26, 26), 4, 3, Bias: false), new Relu(),
        new MaxPool(new(4, 24, 24), 2), new Linear("fc", 576, 10));

    /// <summary>
    /// One to three linear layers of one to five units, with and without biases, each followed by ReLU, tanh or
    /// nothing.
    /// </summary>
    public static Gen<Architecture> Small { get; } = Dense(3);

    /// <summary>
    /// One to three convolutions on maps of three to eight by three to eight, some with a stride of 2 or 3 or padded by
    /// 1 or 2, with and without pooling, then none to two linear layers.
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
        select Build(new(channels, height, width), sizes, [.. kernels.Zip(strides, paddings)], pools, biases,
            activations);

    /// <summary>
    /// A first layer, up to two residual blocks of two layers each, and a last linear layer, dense or of convolutions,
    /// with and without batch normalisation after the first layer, before or within the blocks, and behind them;
    /// convolutions may have strides and padding, and be pooled or read by another one behind the blocks. ε is large,
    /// so that no rounding is blown up.
    /// </summary>
    public static Gen<Architecture> Blocks { get; } =
        from sizes in Gen.Choose(1, 4).ArrayOf(8)
        from yes in Gen.Elements(true, false).ArrayOf(12)
        from blocks in Gen.Choose(0, 2)
        from images in Gen.Elements(true, false)
        from activations in Gen.Choose(1, 2).ArrayOf(3)
        select images ? ImageBlocks(sizes, yes, blocks, activations) : DenseBlocks(sizes, yes, blocks, activations);

    /// <summary>The same values, those of running variances at least 1/2.</summary>
    public static float[] WithVariances(Architecture net, float[] values)
    {
        foreach (var range in net.Parameters.Where(p => p.Name.EndsWith(".variance", StringComparison.Ordinal)))
        {
            foreach (ref var v in values.AsSpan(range.Offset, range.Count))
            {
                v = Math.Abs(v) + 0.5f;
            }
        }

        return values;
    }

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
        Maps maps, int[] sizes, (int Side, int Stride, int Padding)[] kernels, int[] pools, bool[] biases,
            int[] activations)
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

    private static Architecture DenseBlocks(int[] sizes, bool[] yes, int blocks, int[] activations)
    {
        var width = sizes[0];
        List<Layer> layers = [
            new Linear("stem", sizes[1], width, yes[0]),
            .. Norm("stem-norm", width, 1, yes[1]),
            .. Activation(activations[0])];
        for (var b = 0; b < blocks; b++)
        {
            layers.Add(new Residual([
                .. Norm($"block{b}-norm", width, 1, yes[2 + b]),
                new Linear($"block{b}-first", width, sizes[2 + b], yes[4 + b]),
                .. Activation(activations[1]),
                new Linear($"block{b}-second", sizes[2 + b], width, yes[6]),
                .. Norm($"block{b}-last", width, 1, yes[7])]));
            layers.AddRange(Activation(activations[2]));
        }

        return new([.. layers, new Linear("head", width, sizes[4] + 1, yes[8])]);
    }

    private static Architecture ImageBlocks(int[] sizes, bool[] yes, int blocks, int[] activations)
    {
        var (stride, padding) = (yes[9] ? 2 : 1, yes[10] ? 1 : 0);
        var stem = new Convolution(
            "stem", new(sizes[1], 3 + sizes[5], 4 + sizes[6]), sizes[0], 3, yes[0], stride, padding);
        var maps = stem.Output;
        List<Layer> layers = [stem, .. Norm("stem-norm", maps, yes[1]), .. Activation(activations[0])];
        for (var b = 0; b < blocks; b++)
        {
            var first = new Convolution($"block{b}-first", maps, sizes[2 + b], 3, yes[4 + b], Padding: 1);
            layers.Add(new Residual([
                .. Norm($"block{b}-norm", maps, yes[2 + b]),
                first,
                .. Norm($"block{b}-middle", first.Output, yes[11]),
                .. Activation(activations[1]),
                new Convolution($"block{b}-second", first.Output, maps.Channels, 1, yes[6]),
                .. Norm($"block{b}-last", maps, yes[7])]));
            layers.AddRange(Activation(activations[2]));
        }

        if (yes[9])
        {
            var pool = new MaxPool(maps, Fitting(2, maps));
            var reading = new Convolution(
                "reading", pool.Output, sizes[7], Fitting(2, pool.Output.Padded(1)), yes[8], Stride: 2, Padding: 1);
            layers.AddRange([pool, reading, .. Norm("reading-norm", reading.Output, yes[10])]);
            maps = reading.Output;
        }

        return new([.. layers, new Linear("head", maps.Features, sizes[4] + 1, yes[8])]);
    }

    private static Layer[] Norm(string name, Maps maps, bool there) =>
        Norm(name, maps.Channels, maps.Height * maps.Width, there);

    private static Layer[] Norm(string name, int channels, int positions, bool there) =>
        there ? [new BatchNorm(name, channels, positions, Epsilon: 0.25)] : [];

    private static int Fitting(int side, Maps maps) => Math.Min(side, Math.Min(maps.Height, maps.Width));

    private static Layer[] Activation(int which) => which switch { 0 => [], 1 => [new Relu()], _ => [new Tanh()] };
}
