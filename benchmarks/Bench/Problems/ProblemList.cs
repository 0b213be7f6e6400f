using Pruning.Shared.Data;
using Pruning.Shared.Data.Mnist;
using Pruning.Shared.Data.Penguins;
using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;

namespace Pruning.Benchmarks.Problems;

/// <summary>The nets of the audits, trained as there.</summary>
internal static class ProblemList
{
    /// <summary>12 → 12 → 3 with tanh on the outputs.</summary>
    public static Problem Penguins { get; } = new(
        "penguins",
        new(new Linear("layer1", 12, 12), new Relu(), new Linear("layer2", 12, 3), new Tanh()),
        new Adam(1e-4),
        Batch: 50,
        "penguins",
        () => PenguinData.Instance.Examples,
        () => PenguinData.Instance.PublishedSplit.Train)
    {
        RowsAtOnce = 64,
        Nets = 64,
    };

    /// <summary>One of them, to begin with.</summary>
    public static Problem Start { get; } = Penguins with { Name = "penguins-start", Nets = 1 };

    /// <summary>784 → 1000 → 1000 → 500 → 200 → 10, in the batches of Keras.</summary>
    public static Problem Mnist32 { get; } = new(
        "mnist-32",
        new(
            new Linear("layer1", 784, 1000), new Relu(),
            new Linear("layer2", 1000, 1000), new Relu(),
            new Linear("layer3", 1000, 500), new Relu(),
            new Linear("layer4", 500, 200), new Relu(),
            new Linear("layer5", 200, 10)),
        new Adam(1e-3),
        Batch: 32,
        "mnist-train",
        () => MnistData.Load().Train.ToDataSet(),
        () => [.. Enumerable.Range(0, MnistData.Load().Train.Count)])
    {
        Nets = 2,
        Start = Initialization.Glorot,
    };

    /// <summary>The same in larger batches.</summary>
    public static Problem Mnist128 { get; } = Mnist32 with { Name = "mnist-128", Batch = 128 };

    /// <summary>Convolutions of 8 and 4 filters of 3×3, max-pooling, 576 → 10.</summary>
    public static Problem TwoConvolutions { get; } = new(
        "conv", TwoConvolutionNet(), new RmsProp(1e-3), Batch: 64, Mnist32.DataName, Mnist32.Data, Mnist32.Train)
    {
        Nets = 8,
    };

    /// <summary>One linear layer, 12 → 12, on made-up examples.</summary>
    public static Problem SmallStep { get; } = new(
        "small-step", new(new Linear("layer1", 12, 12)), new Adam(1e-3), Batch: 50, "small", MadeUp, () => [.. Enumerable.Range(0, 200)]);

    /// <summary>The test images, on which the pruned nets of a curve are measured.</summary>
    public static Problem Sweep { get; } = Mnist32 with
    {
        Name = "sweep",
        Nets = 1,
        DataName = "mnist-test",
        Data = () => MnistData.Load().Test.ToDataSet(),
        Train = () => [],
    };

    /// <summary>The problem of that name.</summary>
    public static Problem Named(string name) =>
        new[] { Penguins, Start, Mnist32, Mnist128, TwoConvolutions, SmallStep, Sweep }.Single(p => p.Name == name);

    private static Architecture TwoConvolutionNet()
    {
        var first = new Convolution("conv1", new(1, 28, 28), 8, 3, Bias: false);
        var second = new Convolution("conv2", first.Output, 4, 3, Bias: false);
        var pool = new MaxPool(second.Output, 2);
        return new(first, new Relu(), second, new Relu(), pool, new Linear("fc", pool.Output.Features, 10));
    }

    private static DataSet MadeUp()
    {
        const int Count = 200;
        const int Size = 12;
        var inputs = new float[Count * Size];
        new RandomStream(1, "small-step").Uniform(inputs, 1);
        return new("made up", Size, Size, inputs, [.. Enumerable.Range(0, Count).Select(i => i % Size)]);
    }
}
