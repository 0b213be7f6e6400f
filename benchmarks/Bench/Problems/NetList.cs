using Pruning.Shared.Populations;

namespace Pruning.Benchmarks.Problems;

/// <summary>The nets that are trained.</summary>
internal static class NetList
{
    private static readonly Maps Image = new(1, 28, 28);
    private static readonly Maps ColourImage = new(3, 32, 32);

    public static Architecture Penguins { get; } =
        new(new Linear("layer1", 12, 12), new Relu(), new Linear("layer2", 12, 3), new Tanh());

    public static Architecture Mnist { get; } = new(
        new Linear("layer1", 784, 1000), new Relu(),
        new Linear("layer2", 1000, 1000), new Relu(),
        new Linear("layer3", 1000, 500), new Relu(),
        new Linear("layer4", 500, 200), new Relu(),
        new Linear("layer5", 200, 10));

    /// <summary>LeNet-300-100.</summary>
    public static Architecture LeNet { get; } = new(
        new Linear("fc1", 784, 300), new Relu(), new Linear("fc2", 300, 100), new Relu(), new Linear("fc3", 100, 10));

    public static Architecture TwoConvolutions { get; } = MakeTwoConvolutions();

    public static Architecture Sensitivity { get; } = MakeSensitivity();

    /// <summary>Three pairs of convolutions of 3×3, padded, each pair followed by pooling; two linear layers.</summary>
    public static Architecture Vgg { get; } = MakeVgg();

    /// <summary>Two convolutions of 5×5 with pooling, three linear layers.</summary>
    public static Architecture RepDl { get; } = MakeRepDl();

    private static Architecture MakeTwoConvolutions()
    {
        var first = new Convolution("conv1", Image, 8, 3, Bias: false);
        var second = new Convolution("conv2", first.Output, 4, 3, Bias: false);
        var pool = new MaxPool(second.Output, 2);
        return new(first, new Relu(), second, new Relu(), pool, new Linear("fc", pool.Output.Features, 10));
    }

    private static Architecture MakeSensitivity()
    {
        var first = new Convolution("conv1", Image, 32, 3);
        var firstPool = new MaxPool(first.Output, 2);
        var second = new Convolution("conv2", firstPool.Output, 64, 3);
        var secondPool = new MaxPool(second.Output, 2);
        var third = new Convolution("conv3", secondPool.Output, 64, 3);
        return new(
            first, new Relu(), firstPool,
            second, new Relu(), secondPool,
            third,
            new Linear("fc1", third.Output.Features, 250), new Relu(),
            new Linear("fc2", 250, 125), new Relu(),
            new Linear("fc3", 125, 60), new Relu(),
            new Linear("fc4", 60, 10));
    }

    private static Architecture MakeVgg()
    {
        var layers = new List<Layer>();
        var maps = ColourImage;
        foreach (var filters in new[] { 16, 32, 64 })
        {
            var first = new Convolution($"conv{filters}a", maps, filters, 3, Padding: 1);
            var second = new Convolution($"conv{filters}b", first.Output, filters, 3, Padding: 1);
            var pool = new MaxPool(second.Output, 2);
            layers.AddRange([first, new Relu(), second, new Relu(), pool]);
            maps = pool.Output;
        }

        return new([.. layers, new Linear("fc1", maps.Features, 128), new Relu(), new Linear("fc2", 128, 2)]);
    }

    private static Architecture MakeRepDl()
    {
        var first = new Convolution("conv1", Image, 6, 5, Padding: 2);
        var firstPool = new MaxPool(first.Output, 2);
        var second = new Convolution("conv2", firstPool.Output, 16, 5);
        var secondPool = new MaxPool(second.Output, 2);
        return new(
            first, new Relu(), firstPool,
            second, new Relu(), secondPool,
            new Linear("fc1", secondPool.Output.Features, 120), new Relu(),
            new Linear("fc2", 120, 84), new Relu(),
            new Linear("fc3", 84, 10));
    }
}
