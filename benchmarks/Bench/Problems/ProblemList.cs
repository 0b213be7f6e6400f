using Pruning.Shared.Data;
using Pruning.Shared.Data.Mnist;
using Pruning.Shared.Data.Penguins;
using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;

namespace Pruning.Benchmarks.Problems;

/// <summary>The nets of the audits, trained as there, and what else is compared.</summary>
internal static class ProblemList
{
    /// <summary>Rows and columns of the products' first factor.</summary>
    public const int ProductSide = 1000;

    private const int TrainingImages = 60_000;
    private const int FewImages = 2_000;

    /// <summary>12 → 12 → 3 with tanh on the outputs.</summary>
    public static Problem Penguins { get; } = new(
        "penguins",
        NetList.Penguins,
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

    /// <summary>As many as a GPU takes at once.</summary>
    public static Problem ManyPenguins { get; } = Penguins with { Name = "penguins-1024", Nets = 1024 };

    /// <summary>784 → 1000 → 1000 → 500 → 200 → 10, in the batches of Keras.</summary>
    public static Problem Mnist32 { get; } = new(
        "mnist-32",
        NetList.Mnist,
        new Adam(1e-3),
        Batch: 32,
        "mnist-train",
        () => MnistData.Load().Train.ToDataSet(),
        () => [.. Enumerable.Range(0, TrainingImages)])
    {
        Nets = 8,
        Start = Initialization.Glorot,
    };

    /// <summary>784 → 300 → 100 → 10, as lottery tickets are trained.</summary>
    public static Problem LeNet { get; } = Mnist32 with
    {
        Name = "lenet-60",
        Net = NetList.LeNet,
        Optimizer = new Adam(1.2e-3),
        Batch = 60,
        Nets = 8,
    };

    /// <summary>The same in larger batches.</summary>
    public static Problem Mnist128 { get; } = Mnist32 with { Name = "mnist-128", Batch = 128 };

    /// <summary>Convolutions of 8 and 4 filters of 3×3, max-pooling, 576 → 10.</summary>
    public static Problem TwoConvolutions { get; } = new(
        "conv", NetList.TwoConvolutions, new RmsProp(1e-3), Batch: 64, Mnist32.DataName, Mnist32.Data, Mnist32.Train)
    {
        Nets = 8,
    };

    /// <summary>Three convolutions of 32, 64 and 64 filters and four linear layers, on Fashion-MNIST.</summary>
    public static Problem Sensitivity { get; } = new(
        "sensitivity",
        NetList.Sensitivity,
        new Adam(1e-3),
        Batch: 30,
        "fashion-train",
        () => FashionMnistData.Load().Train.ToDataSet(),
        Mnist32.Train)
    {
        Nets = 8,
    };

    /// <summary>Six padded convolutions of 16 to 64 filters and two linear layers, on a few images.</summary>
    public static Problem Vgg { get; } = new(
        "vgg",
        NetList.Vgg,
        new Sgd(0.01, Momentum: 0.9),
        Batch: 32,
        "noisy-images",
        () => NoisyImages.Make(FewImages, 3 * 32 * 32),
        () => [.. Enumerable.Range(0, FewImages)])
    {
        Nets = 2,
        Start = Initialization.Glorot,
    };

    /// <summary>The net and the training of RepDL's own example.</summary>
    public static Problem RepDl { get; } = new(
        "repdl", NetList.RepDl, new Adam(0.01), Batch: 100, Mnist32.DataName, Mnist32.Data, Mnist32.Train);

    /// <summary>The test images, on which the pruned nets of a curve are measured.</summary>
    public static Problem Sweep { get; } = Mnist32 with
    {
        Name = "sweep",
        Kind = WorkKind.Sweep,
        Nets = 1,
        DataName = "mnist-test",
        Data = () => MnistData.Load().Test.ToDataSet(),
        Train = () => [],
    };

    /// <summary>Products of a matrix of 1,000×1,000 with one of 1,000×n; that has the examples as rows.</summary>
    public static IReadOnlyList<Problem> Products { get; } = [Product(32), Product(128), Product(1000)];

    /// <summary>The problem of that name.</summary>
    public static Problem Named(string name) =>
        new[] { Penguins, Start, ManyPenguins, LeNet, Mnist32, Mnist128, TwoConvolutions, Sensitivity, Vgg, RepDl }
            .Append(Sweep).Concat(Products).Single(p => p.Name == name);

    private static Problem Product(int columns) => new(
        $"product-{columns}",
        new(new Linear("a", ProductSide, ProductSide, Bias: false)),
        new Sgd(1),
        Batch: columns,
        $"columns-{columns}",
        () => new("made up", columns, 1, Positive("b", ProductSide * columns), new int[ProductSide]),
        () => [])
    {
        Kind = WorkKind.Multiply,
        Start = (net, _) => Positive("a", net.ParameterCount),
    };

    /// <summary>Values from 0 to 1, so that no sum is small.</summary>
    private static float[] Positive(string name, int count)
    {
        var values = new float[count];
        new RandomStream(1, name).Uniform(values, 1);
        return Array.ConvertAll(values, Math.Abs);
    }
}
