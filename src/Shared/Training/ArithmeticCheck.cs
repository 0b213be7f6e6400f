using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Pruning.Shared.Data;
using Pruning.Shared.Engine;
using Pruning.Shared.Kernels;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Randomness;
using Architecture = Pruning.Shared.Populations.Architecture;

namespace Pruning.Shared.Training;

/// <summary>
/// Trains, prunes and evaluates a small net of each kind and digests every bit of the results, which must be the same
/// on every processor, operating system and number of cores.
/// </summary>
public static class ArithmeticCheck
{
    private static readonly Maps Digit = new(1, 28, 28);

    /// <summary>
    /// The expected digests by case; a change of the arithmetic changes <see cref="Exact.Version"/> and these.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Known { get; } = new Dictionary<string, string>
    {
        ["small dense, tanh, Adam, magnitude pruning on the way"] = "F4C634E3DDAE1CAA",
        ["large dense, Adam, weights and units pruned after"] = "1300E3CDEFF5F3E4",
        ["two convolutions, RMSprop"] = "46B899FF8B9ECE3C",
        ["three convolutions, Adam"] = "3ACDB222AD654735",
        ["padding and stride, softmax output, SGD with momentum and decay"] = "A9D5DEA405E968AC",
        ["batch normalisation, training and evaluation"] = "8F4576E7B61DD08C",
        ["one convolution, Adadelta"] = "11BA85828F83F76F",
        ["residual block, SGD along a cosine, pruned by gradients"] = "D139CFE491D9673B",
    };

    private static IEnumerable<(string Name, Func<string> Run)> Cases =>
    [
        ("small dense, tanh, Adam, magnitude pruning on the way", SmallDense),
        ("large dense, Adam, weights and units pruned after", LargeDense),
        ("two convolutions, RMSprop", () => Images(TwoConvolutions(), new RmsProp(0.001), examples: 23, batch: 20,
            epochs: 2)),
        ("three convolutions, Adam", () => Images(ThreeConvolutions(), new Adam(1e-3), examples: 30, batch: 30,
            epochs: 1)),
        ("padding and stride, softmax output, SGD with momentum and decay",
            () => Images(Padded(), new Sgd(0.05, 0.9, 1e-3), examples: 35, batch: 17, epochs: 2)),
        ("batch normalisation, training and evaluation", BatchNormalisation),
        ("one convolution, Adadelta", () => Images(OneConvolution(), new Adadelta(), examples: 40, batch: 16,
            epochs: 2)),
        ("residual block, SGD along a cosine, pruned by gradients", ResidualBlock),
    ];

    /// <summary>Computes each case's digest on this processor: the first 16 hexadecimal digits of SHA-256.</summary>
    public static IEnumerable<(string Name, string Digest)> Run() => Cases.Select(c => (c.Name, c.Run()));

    /// <summary>
    /// Trains 12 → 12 → 3 on 90 examples, 3 replicates for 20 epochs, with two prunings, curves and an evaluation.
    /// </summary>
    private static string SmallDense()
    {
        var net = new Architecture(new Linear("layer1", 12, 12), new Relu(), new Linear("layer2", 12, 3), new Tanh());
        using var examples = new Examples(Random(12, 3, 110), Device.Cpu);
        var split = Split.Cut([.. Enumerable.Range(0, 110)], 90, 10, 10);
        int[] seeds = [1, 2, 3];
        var method = new PruningMethod(Criterion.Magnitude);
        var plan = new TrainingPlan(new Adam(1e-3), 20, 50)
        {
            Schedule = [new(6, method, Amount.OfRemaining(0.17)), new(13, method, Amount.OfRemaining(0.17))],
        };
        var trainingStart = TrainingStart.Dense(seeds,
            [.. seeds.Select(s => Initialization.FanIn(net, new RandomStream(s, "init")))],
            [.. seeds.Select(_ => split)]);
        var trained = new TrainedModel[seeds.Length];
        Workers.Run(seeds, Device.Cpu, (seed, cancel) =>
            trained[seed - 1] = Trainer.Train(net, trainingStart.Only([seed]), plan, examples, cancel: cancel)[0]);
        var evaluations = Evaluation.Of(net, [.. trained.Select(t => t.Values)], [.. seeds.Select(_ => split.Test)],
            examples);
        return DigestOf([.. trained.SelectMany<TrainedModel,
            float[]>(t => [t.Values, t.Mask, t.TrainLoss, t.ValidationLoss]), .. evaluations.Select(e => e.Losses)]);
    }

    /// <summary>
    /// Trains 784-1000-1000-500-200-10 for two steps, then prunes 95 % of the weights, or 60 % of each hidden layer's
    /// units.
    /// </summary>
    private static string LargeDense()
    {
        var net = new Architecture(
            new Linear("layer1", 784, 1000), new Relu(), new Linear("layer2", 1000, 1000), new Relu(),
                new Linear("layer3", 1000, 500), new Relu(),
            new Linear("layer4", 500, 200), new Relu(), new Linear("layer5", 200, 10));
        using var examples = new Examples(Random(784, 10, 51), Device.Cpu);
        var trained = Train(net, Initialization.Glorot(net, new RandomStream(1, "init")), new Adam(1e-3), examples,
            batch: 32, epochs: 1);
        var weights = new PruningMethod(Criterion.Magnitude, Scope.Layerwise) { Spared = ["layer5"] };
        float[][] pruned =
        [
            trained.Values,
            Pruned(net, trained.Values, weights, Amount.OfTotal(0.95)),
            Pruned(net, trained.Values, weights with { Granularity = Granularity.Unit }, Amount.OfTotal(0.6)),
        ];
        int[] all = [.. Enumerable.Range(0, examples.Count)];
        return DigestOf([.. pruned, .. Evaluation.Of(net, pruned, [all, all, all], examples).Select(e => e.Losses)]);
    }

    private static string Images(Architecture net, OptimizerSettings optimizer, int examples, int batch, int epochs)
    {
        using var set = new Examples(Random(Digit.Features, 10, examples), Device.Cpu);
        var trained = Train(net, Initialization.FanIn(net, new RandomStream(1, "init")), optimizer, set, batch, epochs);
        int[] all = [.. Enumerable.Range(0, examples)];
        return DigestOf([trained.Values, .. Evaluation.Of(net, [trained.Values], [all], set).Select(e => e.Losses)]);
    }

    /// <summary>
    /// Runs 5 channels of 9 positions forward and backward for 37 examples, twice in training, once in evaluation.
    /// </summary>
    private static unsafe string BatchNormalisation()
    {
        const int Channels = 5;
        const int Positions = 9;
        const int Batch = 37;
        var data = Random(Channels * Positions, 2, Batch);
        var length = Panels.Length(data.Features, Batch);
        using var input = new AlignedBuffer(length);
        using var output = new AlignedBuffer(length);
        using var gradient = new AlignedBuffer(length);
        using var parameters = new AlignedBuffer(2 * Channels);
        using var parameterGradient = new AlignedBuffer(2 * Channels);
        using var running = new AlignedBuffer(2 * Channels);
        using var kernel = new BatchNormKernel(Channels, Positions) { Running = running.Data };
        new RandomStream(1, "batch-normalisation").Uniform(parameters.Span, 1);
        fixed (float* first = data.Inputs)
        {
            Panels.FromRows(first, data.Features, [.. Enumerable.Range(0, Batch)], input.Data);
        }

        var results = new List<float[]>();
        foreach (var training in new[] { true, true, false })
        {
            kernel.Training = training;
            kernel.Forward(parameters.Data, input.Data, output.Data, Batch);
            kernel.Backward(parameters.Data, input.Data, output.Data, input.Data, gradient.Data,
                parameterGradient.Data, add: !training, Batch);
            results.AddRange([output.Span.ToArray(), gradient.Span.ToArray(), parameterGradient.Span.ToArray(),
                running.Span.ToArray()]);
        }

        return DigestOf(results);
    }

    /// <summary>
    /// Trains a residual block with batch normalisation for five steps in three epochs at falling rates; half of its
    /// weights are pruned after the first epoch.
    /// </summary>
    private static string ResidualBlock()
    {
        var stem = new Convolution("stem", Digit, 6, 3, Bias: false, Stride: 2, Padding: 1);
        var inner = new Convolution("inner", stem.Output, 5, 3, Padding: 1);
        var net = new Architecture(
            stem, BatchNorm.Of("norm1", stem.Output), new Relu(),
            new Residual(
                inner,
                BatchNorm.Of("norm2", inner.Output),
                new Relu(),
                new Convolution("outer", inner.Output, 6, 3, Padding: 1)),
            new MaxPool(stem.Output, 2), new Linear("fc", 6 * 7 * 7, 10));
        using var examples = new Examples(Random(Digit.Features, 10, 33), Device.Cpu);
        var plan = new TrainingPlan(new Sgd(0.05, 0.9, 1e-3), 3, 17)
        {
            LearningRates = LearningRateSchedule.Cosine(0.01),
            Schedule = [new(1, new(Criterion.ConnectionSensitivity), Amount.OfTotal(0.5))],
            StopAfterSteps = 5,
        };
        int[] all = [.. Enumerable.Range(0, examples.Count)];
        var trainingStart = TrainingStart.Dense([1], [Initialization.FanIn(net, new RandomStream(1, "init"))],
            [new(all, [], [])]);
        var trained = Trainer.Train(net, trainingStart, plan, examples)[0];
        var evaluation = Evaluation.Of(net, [trained.Values], [all], examples)[0];
        return DigestOf([trained.Values, trained.Mask, trained.TrainLoss, evaluation.Losses]);
    }

    private static TrainedModel Train(Architecture net, float[] initial, OptimizerSettings optimizer,
        Examples examples, int batch, int epochs) => Trainer.Train(
        net, TrainingStart.Dense([1], [initial], [new([.. Enumerable.Range(0, examples.Count)], [], [])]),
            new(optimizer, epochs, batch) { Curves = false }, examples)[0];

    private static float[] Pruned(Architecture net, float[] values, PruningMethod method, Amount amount)
    {
        var mask = method.Prune(net, [values], [[.. values.Select(_ => 1f)]], [1], amount)[0];
        return [.. values.Zip(mask, (w, kept) => kept == 0 ? 0 : w)];
    }

    private static Architecture OneConvolution()
    {
        var first = new Convolution("conv1", Digit, 5, 5);
        var pool = new MaxPool(first.Output, 3);
        return new(first, new Tanh(), pool, new Linear("fc", pool.Output.Features, 10));
    }

    private static Architecture TwoConvolutions()
    {
        var first = new Convolution("conv1", Digit, 8, 3, Bias: false);
        var second = new Convolution("conv2", first.Output, 4, 3, Bias: false);
        var pool = new MaxPool(second.Output, 2);
        return new(first, new Relu(), second, new Relu(), pool, new Linear("fc", pool.Output.Features, 10));
    }

    private static Architecture ThreeConvolutions()
    {
        var first = new Convolution("conv1", Digit, 32, 3);
        var firstPool = new MaxPool(first.Output, 2);
        var second = new Convolution("conv2", firstPool.Output, 64, 3);
        var secondPool = new MaxPool(second.Output, 2);
        var third = new Convolution("conv3", secondPool.Output, 64, 3);
        return new(
            first, new Relu(), firstPool, second, new Relu(), secondPool, third,
            new Linear("fc1", third.Output.Features, 250), new Relu(), new Linear("fc2", 250, 10));
    }

    private static Architecture Padded()
    {
        var first = new Convolution("conv1", Digit, 6, 3, Stride: 2, Padding: 1);
        var second = new Convolution("conv2", first.Output, 7, 3, Padding: 1);
        return new(first, new Relu(), second, new Relu(), new Linear("fc", second.Output.Features, 10), new Softmax());
    }

    /// <summary>Draws uniform inputs from 0 to 1, a fifth of them 0; labels cycle through the classes.</summary>
    private static DataSet Random(int features, int classes, int count)
    {
        var inputs = new float[features * count];
        new RandomStream(1, "arithmetic-check").Uniform(inputs, 1);
        return new("random", features, classes, [.. inputs.Select(x => x < -0.6f ? 0 : Math.Abs(x))],
            [.. Enumerable.Range(0, count).Select(i => i % classes)]);
    }

    private static string DigestOf(IEnumerable<float[]> results)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var values in results)
        {
            hash.AppendData(MemoryMarshal.AsBytes(values.AsSpan()));
        }

        return Convert.ToHexString(hash.GetHashAndReset())[..16];
    }
}
