using System.Collections.Immutable;

namespace Pruning.Reproductions.Papers.Taylor;

/// <summary>
/// The net that stands in for VGG-16 on CIFAR-10, its pre-training and its transfer to cats against dogs.
/// </summary>
internal static class SmallVgg
{
    /// <summary>Feature maps of all convolutions.</summary>
    public const int Maps = 224;

    /// <summary>Steps of the pre-training: four epochs of 40,000 images, 64 a step.</summary>
    public const int Pretraining = 2500;

    /// <summary>Epochs of fine-tuning of all layers before anything is pruned.</summary>
    public const int EpochsBefore = 10;

    /// <summary>Training epochs of the new head.</summary>
    private const int EpochsOfHead = 2;

    /// <summary>
    /// Floating-point operations, in millions, of the dearest map of VGG-16, in its second layer: a multiplication and
    /// an addition for each of 3·3·64 inputs, at 224·224 places.
    /// </summary>
    public const double DearestMapOfVgg16 = 2e-6 * 3 * 3 * 64 * 224 * 224;

    /// <summary>The same of the dearest map of this net, in its second layer.</summary>
    public const double DearestMap = 2e-6 * 3 * 3 * 16 * 32 * 32;

    private const int PretrainingBatch = 64;

    /// <summary>The seed of the one pre-trained net, which no replicate has.</summary>
    private const int PretrainingSeed = 1_000_000;

    private static readonly ImmutableArray<int> Widths = [16, 16, 32, 32, 64, 64];

    /// <summary>Names of the convolutions.</summary>
    public static ImmutableArray<string> Convolutions { get; } = [.. Widths.Select((_, i) => $"conv{i + 1}")];

    /// <summary>Names of all maps, by convolution: <c>conv1 1</c>.</summary>
    public static ImmutableArray<string> MapNames { get; } = [.. Convolutions
        .Zip(Widths, (layer, maps) => Enumerable.Range(1, maps).Select(map => $"{layer} {map}")).SelectMany(m => m)];

    /// <summary>Names of the linear layers, which are never pruned.</summary>
    public static ImmutableArray<string> Linear { get; } = ["fc1", "fc2"];

    /// <summary>The net for cats against dogs.</summary>
    public static Architecture Net { get; } = Of(classes: 2);

    /// <summary>Elements M of a map of each convolution.</summary>
    public static ImmutableArray<int> MapSizes { get; } =
        [.. Net.Steps.Select(s => s.Layer).OfType<Convolution>().Select(c => c.Output.Height * c.Output.Width)];

    /// <summary>The optimizer of nets that start from nothing.</summary>
    public static OptimizerSettings FromScratch { get; } = new Adam(1e-3);

    /// <summary>What is common to the studies of this net.</summary>
    public static IReadOnlyList<(string Key, string Value)> Settings { get; } =
    [
        ("pictures",
            "CIFAR-10’s cats against its dogs, in place of larger pictures: the first 1,000 of each to train on, "
            + "and the 10,000 others to test on, as 800 cannot tell differences of a point"),
        ("net", "convolutions of 16, 16, 32, 32, 64 and 64 filters of 3×3, ReLU after each and pooling after every "
            + "second, and linear layers of 128 and 2, in place of VGG-16; neither the published pictures nor nets "
            + "trained on ImageNet are run"),
        ("pre-training",
            "one net for all replicates, on the eight other classes, by Adam at 0.001 from Glorot’s initial "
            + "values, which of those tried learned these classes best; a verdict holds for this net and new seeds of "
            + "all that follows, not for other pre-trained nets"),
        ("mode", "scores are computed in evaluation mode; training mode, as shipped, would be the same, since the net "
            + "has no dropout and pictures are not cropped"),
        ("head",
            $"a new last layer; the linear layers are trained for {EpochsOfHead} epochs with the convolutions frozen"),
        ("optimizer",
            $"SGD at {LearningRate} with momentum 0.9, 32 images a step, as shipped for all layers; the head, "
            + "at a tenth of that rate as shipped, too"),
    ];

    /// <summary>Learning rate on cats and dogs.</summary>
    public const double LearningRate = 0.001;

    /// <summary>
    /// Convolutions of 16, 16, 32, 32, 64 and 64 filters of 3×3, padded by 1, ReLU after each, and 2×2 max-pooling
    /// after every second; linear layers 1024→128, ReLU, and 128→classes.
    /// </summary>
    public static Architecture Of(int classes)
    {
        var layers = new List<Layer>();
        var maps = new Maps(3, 32, 32);
        foreach (var (i, filters) in Widths.Index())
        {
            var convolution = new Convolution(Convolutions[i], maps, filters, 3, Padding: 1);
            layers.AddRange([convolution, new Relu()]);
            maps = convolution.Output;
            if (i % 2 == 1)
            {
                var pool = new MaxPool(maps, 2);
                layers.Add(pool);
                maps = pool.Output;
            }
        }

        return new([.. layers, new Linear(Linear[0], maps.Features, 128), new Relu(),
            new Linear(Linear[1], 128, classes)]);
    }

    /// <summary>What is known by layer of the net, of the convolutions alone.</summary>
    /// <param name="byLayer">For every weight in the order of its columns.</param>
    public static double[][] OfConvolutions(IReadOnlyList<double[]?> byLayer) =>
        [.. byLayer.Take(Convolutions.Length).Select(layer => layer!)];

    /// <summary>Ranks all maps together and removes the lowest; every convolution keeps at least one.</summary>
    public static PruningMethod Ranked(MapCriterion criterion) => new(criterion, BiasesToo: true)
    {
        Granularity = Granularity.Unit,
        Spared = Linear,
        LeastUnits = 1,
    };

    /// <summary>
    /// Trains one net for all replicates on the eight other classes of CIFAR-10, gives it a new last layer, and trains
    /// the linear layers for two epochs with the convolutions frozen.
    /// </summary>
    /// <param name="steps">Optimizer steps of the pre-training.</param>
    public static Arm Head(StudyPlan plan, int steps) => Transferred(plan, steps)
        .Train(Training(EpochsOfHead) with { Frozen = Convolutions });

    /// <summary>The net of <see cref="Head"/> with all layers fine-tuned.</summary>
    public static Arm Dense(StudyPlan plan, int steps, int epochs) => Head(plan, steps).Train(Training(epochs));

    /// <summary>The pre-trained net with an untrained last layer.</summary>
    public static Arm Transferred(StudyPlan plan, int steps)
    {
        var data = StudyData.NeitherCatsNorDogs;
        var perEpoch = data.TrainCount / PretrainingBatch;
        var pretraining = new TrainingPlan(FromScratch, (steps + perEpoch - 1) / perEpoch, PretrainingBatch)
        {
            StopAfterSteps = steps,
            Curves = false,
        };
        var pretrained = Arm.Start(data, Of(classes: 8), Init.Glorot()).Train(pretraining);
        return plan.Pretrained(pretrained, PretrainingSeed).ReplaceHead(2, Init.Glorot("init-head"));
    }

    /// <summary>Training of all layers on cats and dogs.</summary>
    public static TrainingPlan Training(int epochs) =>
        new(new Sgd(LearningRate, Momentum: 0.9), epochs, BatchSize: 32) { Curves = false };
}
