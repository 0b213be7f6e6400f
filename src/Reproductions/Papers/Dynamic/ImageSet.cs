using System.Collections.Immutable;

namespace Pruning.Reproductions.Papers.Dynamic;

/// <summary>What the trials of an image set are: its net, its training and its prunings.</summary>
/// <param name="Data">The images.</param>
/// <param name="Net">The net.</param>
/// <param name="Optimizer">The optimizer.</param>
/// <param name="Epochs">Epochs of a training.</param>
/// <param name="Batch">Images a step.</param>
internal sealed record ImageSet(
    StudyData Data, Architecture Net, OptimizerSettings Optimizer, int Epochs, int Batch)
{
    /// <summary>What the pruned net loses after its training, in this order.</summary>
    public required ImmutableArray<(PruningMethod Method, Amount Amount)> OneShot { get; init; }

    /// <summary>What the lottery ticket loses before it is reset, in this order.</summary>
    public required ImmutableArray<(PruningMethod Method, Amount Amount)> Ticket { get; init; }

    /// <summary>What dynamic pruning removes on the way.</summary>
    public required ImmutableArray<ScheduledPruning> Schedule { get; init; }

    /// <summary>Steps of a training.</summary>
    public int Steps => Epochs * StepsPerEpoch;

    /// <summary>Steps of an epoch.</summary>
    public int StepsPerEpoch => (Data.TrainCount + Batch - 1) / Batch;

    /// <summary>
    /// Fashion-MNIST as described: convolutions of 32 and 64 filters of 3×3, pooling, 9216→128→10, Adadelta at 1, one
    /// epoch of 64 images a step.
    /// </summary>
    /// <param name="images">Training images, the set's first; the next twelfth as many are for validation.</param>
    /// <param name="tests">Test images, the set's first.</param>
    public static ImageSet Fashion(int images, int tests)
    {
        var set = new ImageSet(
            StudyData.FirstOfFashionMnist(images, images / 12, tests), FashionNet, new Adadelta(1), 1, 64)
        {
            OneShot = [(Magnitude, Amount.OfTotal(0.30))],
            Ticket =
            [
                (Magnitude with { Spared = ["fc2"] }, Amount.OfTotal(0.50)),
                (Magnitude with { Spared = ["conv1", "conv2", "fc1"] }, Amount.OfTotal(0.25)),
            ],
            Schedule = [],
        };
        return set with { Schedule = [.. new[] { 333, 666 }.Select(batch => set.After(batch, 938, Magnitude, Twice))] };
    }

    /// <summary>
    /// CIFAR-10 as shipped: convolutions of 64, 64 and 128 filters of 3×3, pooling after the second and the third,
    /// 4608→256→10 with a softmax before the cross-entropy, Adam at 0.0001, 4 images a step. Each layer is pruned by
    /// itself.
    /// </summary>
    /// <param name="images">Training images, the set's first; the next twelfth as many are for validation.</param>
    /// <param name="tests">Test images, the set's first.</param>
    /// <param name="epochs">Epochs; the shipped epochs of the prunings, of 51, are brought to this length.</param>
    public static ImageSet Cifar(int images, int tests, int epochs)
    {
        ImmutableArray<(string Layer, double Share, int Epoch)> shipped =
            [("conv1", 0.2, 18), ("conv2", 0.2, 46), ("conv3", 0.2, 14), ("fc1", 0.4, 26), ("fc2", 0.4, 17)];
        ImmutableArray<(PruningMethod Method, Amount Amount)> byLayer = [.. shipped.Select(s =>
            (Magnitude with { Spared = [.. shipped.Select(o => o.Layer).Where(o => o != s.Layer)] },
                Amount.OfTotal(s.Share)))];
        var set = new ImageSet(
            StudyData.FirstOfCifar(images, images / 12, tests), CifarNet, new Adam(1e-4), epochs, 4)
        {
            OneShot = byLayer,
            Ticket = byLayer,
            Schedule = [],
        };
        return set with
        {
            Schedule = [.. shipped.Zip(byLayer, (s, b) => set.After(s.Epoch, 51, b.Method, b.Amount))],
        };
    }

    /// <summary>
    /// Flowers as shipped: pictures of 180×180 pixels in five classes, convolutions of 12, 20 and 32 filters of 3×3, pooling
    /// after the first, normalisation after the first and the last, 259200→32→5 with tanh on the outputs, Adam at 0.0001,
    /// 32 pictures a step. Only the linear layers are pruned, as the penguins’ net is.
    /// </summary>
    /// <param name="epochs">Epochs of a training.</param>
    /// <param name="normalised">Whether batches are normalised.</param>
    public static ImageSet Flowers(int epochs, bool normalised)
    {
        var linear = Magnitude with { Spared = ["conv1", "conv2", "conv3"] };
        ImmutableArray<(PruningMethod Method, Amount Amount)> once = [(linear, Amount.OfTotal(0.30))];
        var set = new ImageSet(StudyData.Flowers, FlowerNet(normalised), new Adam(1e-4), epochs, 32)
        {
            OneShot = once,
            Ticket = once,
            Schedule = [],
        };
        return set with { Schedule = [set.After(1, 3, linear, Twice), set.After(2, 3, linear, Twice)] };
    }

    private static PruningMethod Magnitude { get; } = new(Criterion.Magnitude);

    private static Architecture FashionNet { get; } = MakeFashionNet();

    private static Architecture CifarNet { get; } = MakeCifarNet();

    /// <summary>The amount that dynamic pruning removes twice.</summary>
    private static Amount Twice { get; } = Amount.OfRemaining(0.17);

    /// <summary>A pruning after some of so many equal parts of the training.</summary>
    private ScheduledPruning After(int some, int parts, PruningMethod method, Amount amount)
    {
        var step = (int)((long)some * Steps / parts);
        return new(step / StepsPerEpoch, method, amount) { BeforeStep = step % StepsPerEpoch };
    }

    private static Architecture MakeFashionNet()
    {
        var first = new Convolution("conv1", new(1, 28, 28), 32, 3);
        var second = new Convolution("conv2", first.Output, 64, 3);
        var pool = new MaxPool(second.Output, 2);
        return new(first, new Relu(), second, new Relu(), pool, new Linear("fc1", pool.Output.Features, 128), new Relu(),
            new Linear("fc2", 128, 10));
    }

    private static Architecture FlowerNet(bool normalised)
    {
        var first = new Convolution("conv1", new(3, 180, 180), 12, 3, Padding: 1);
        var pool = new MaxPool(first.Output, 2);
        var second = new Convolution("conv2", pool.Output, 20, 3, Padding: 1);
        var third = new Convolution("conv3", second.Output, 32, 3, Padding: 1);
        return new([
            first, .. Norm("norm1", first.Output), new Relu(), pool, second, new Relu(),
            third, .. Norm("norm3", third.Output), new Relu(),
            new Linear("fc1", third.Output.Features, 32), new Linear("fc2", 32, 5), new Tanh()]);

        IEnumerable<Layer> Norm(string name, Maps maps) => normalised ? [BatchNorm.Of(name, maps)] : [];
    }

    private static Architecture MakeCifarNet()
    {
        var first = new Convolution("conv1", new(3, 32, 32), 64, 3);
        var second = new Convolution("conv2", first.Output, 64, 3);
        var pool = new MaxPool(second.Output, 2);
        var third = new Convolution("conv3", pool.Output, 128, 3);
        var last = new MaxPool(third.Output, 2);
        return new(first, new Relu(), second, new Relu(), pool, third, new Relu(), last,
            new Linear("fc1", last.Output.Features, 256), new Relu(), new Linear("fc2", 256, 10), new Softmax());
    }
}
