using System.Collections.Immutable;
using Pruning.Shared.Data.Mnist;

namespace Pruning.Reproductions.Papers.Sensitivity;

/// <summary>Study of a convolutional net on Fashion-MNIST, pruned after training without retraining.</summary>
internal sealed record SensitivityStudy : IStudyDesign
{
    private static readonly Convolution First = new("conv1", new(1, 28, 28), 32, 3);
    private static readonly MaxPool FirstPool = new(First.Output, 2);
    private static readonly Convolution Second = new("conv2", FirstPool.Output, 64, 3);
    private static readonly MaxPool SecondPool = new(Second.Output, 2);
    private static readonly Convolution Third = new("conv3", SecondPool.Output, 64, 3);

    private static readonly ImmutableArray<Layer> Layers =
    [
        First, new Relu(), FirstPool, Second, new Relu(), SecondPool, Third,
        new Linear("fc1", Third.Output.Features, 250), new Relu(), new Linear("fc2", 250, 125), new Relu(),
            new Linear("fc3", 125, 60), new Relu(), new Linear("fc4", 60, 10),
    ];

    private static readonly Architecture Plain = new([.. Layers]);
    private static readonly Architecture Shipped = new([.. Layers, new Relu(), new Softmax()]);

    /// <summary>Sparsity levels of the curves, in per cent.</summary>
    public static IReadOnlyList<int> Levels { get; } = [0, 10, 25, 50, 75, 90, 95, 99];

    /// <summary>Orders of pruning whose curves are measured.</summary>
    public static IReadOnlyList<string> Orders { get; } = ["smallest", "random", "largest"];

    /// <summary>Names of the layers that have weights.</summary>
    public static IReadOnlyList<string> LayerNames { get; } = [.. Plain.Of(ParameterRole.Weight).Select(p => p.Layer)];

    private static readonly ImmutableArray<string> Kernels =
        [.. LayerNames.Where(l => l.StartsWith("conv", StringComparison.Ordinal))];

    /// <summary>The study with all its choices.</summary>
    public static Study<SensitivityStudy> Study { get; } = new("sensitivity/fashion-mnist", new())
    {
        Settings =
        [
            ("net",
                "convolutions of 32, 64 and 64 filters of 3×3 and linear layers of 250, 125, 60 and 10, as shipped"),
            ("optimizer", "Adam at 0.001, 30 images a step, as shipped"),
        ],
        Factors =
        [
            new("which", Stance.Unstated,
                "the pool: the kernels of all convolutions, those of the first, or all weights of the net",
                ("kernels", s => s), ("firstLayer", s => s with { Pruned = ["conv1"] }),
                    ("all", s => s with { Pruned = [.. LayerNames] })),
            new("order", Stance.AsShipped,
                "which weights are pruned: smallest in magnitude, most negative (as shipped), random, or largest",
                ("smallest", s => s), ("mostNegative", s => s with { Order = "mostNegative" }),
                ("random", s => s with { Order = "random" }), ("largest", s => s with { Order = "largest" })),
            new("amount", Stance.Stated, "how many weights are pruned", ("10%", s => s),
                ("5", s => s with { Amount = Amount.Of(5) })),
            new("trainedOn", Stance.AsShipped,
                "the training images, shuffled, or the test images in fixed order, with ReLU and softmax on the "
                + "outputs (as shipped)",
                ("train", s => s), ("test", s => s with { OnTest = true })),
            new("epochs", Stance.Unstated, "training epochs; the document states none, its code ships with 80", [5, 10],
                (s, n) => s with { Epochs = n }),
        ],
        Combinations =
        [
            ("as-shipped", new Dictionary<string, string> { ["trainedOn"] = "test", ["epochs"] = "80",
                ["order"] = "mostNegative", ["amount"] = "5" }),
            (null, new Dictionary<string, string> { ["which"] = "firstLayer", ["order"] = "largest" }),
        ],
        Replicates = Registration.Images(2),
        ShortChoices = new Dictionary<string, string> { ["epochs"] = "1" },
        Axis = CurveAxis.Pruned(Levels),
    };

    private ImmutableArray<string> Pruned { get; init; } = Kernels;

    private string Order { get; init; } = "smallest";

    private Amount Amount { get; init; } = Share(10);

    private bool OnTest { get; init; }

    private int Epochs { get; init; } = 5;

    public StudyPlan Plan(bool whole)
    {
        var plan = new StudyPlan(OnTest ? StudyData.FashionMnistTest : StudyData.FashionMnist);
        var training = new TrainingPlan(new Adam(1e-3), Epochs, BatchSize: 30) { Curves = false, Shuffled = !OnTest };
        var before = plan.Start(OnTest ? Shipped : Plain, Init.FanIn()).Train(training, measureEpochs: !OnTest);
        var confusion = Measure.Confusion(FashionMnistData.ClassNames);
        plan.Measure("before", before, Measure.TestAccuracy, confusion, NeverPredicted);
        for (var epoch = 1; !OnTest && epoch <= Epochs; epoch++)
        {
            plan.Measure(AtEpoch(epoch), before, AccuracyAfter(epoch));
        }

        foreach (var order in Orders)
        {
            plan.Measure(order, before.Prune(Of(order, Pruned), Amount), Measure.TestAccuracy, Measure.Removed,
                RemovedMagnitude(before));
        }

        // The later revision's figure is of five weights.
        foreach (var (arm, order) in new[] { ("five", Order), ("fiveSmallest", "smallest") })
        {
            plan.Measure(arm, before.Prune(Of(order, Pruned), Amount.Of(5)), Measure.TestAccuracy, Measure.Removed,
                RemovedMagnitude(before));
        }

        plan.Measure("after", before.Prune(Of(Order, Pruned), Amount), Measure.TestAccuracy, Measure.Removed,
            RemovedMagnitude(before), confusion, FirstKernels(before));
        return whole ? Curves(plan, before) : plan;
    }

    /// <summary>Metric name of the test accuracy after an epoch.</summary>
    public static string AfterEpoch(int epoch) => $"{AtEpoch(epoch)}.testAccuracy";

    /// <summary>Arm name of the unpruned net after an epoch.</summary>
    public static string AtEpoch(int epoch) => $"before@epoch{epoch}";

    /// <summary>Amount int(k·n) of n weights.</summary>
    private static Amount Share(int percent) => Amount.OfTotalTruncated(percent / 100.0);

    /// <summary>
    /// Adds accuracy curves over the levels, for each order in the reading's pool and for each layer pruned alone.
    /// </summary>
    private StudyPlan Curves(StudyPlan plan, Arm before)
    {
        foreach (var (family, method) in Orders.Select(o => (o, Of(o, Pruned)))
            .Concat(LayerNames.Select(l => (l, Of("smallest", [l])))))
        {
            plan.Sweep(family, Levels, before, k => before.Prune(method, Share(k)), byExample: []);
        }

        return plan;
    }

    private static PruningMethod Of(string order, ImmutableArray<string> layers) => new(order switch
    {
        "mostNegative" => Criterion.Signed,
        "random" => Criterion.Random,
        "largest" => Criterion.LargestMagnitude,
        _ => Criterion.Magnitude,
    })
    {
        Spared = [.. LayerNames.Except(layers)],
    };

    private static Measurement NeverPredicted { get; } = Measurement.Of(
        new("neverPredicted", "classes"), net => net.Test.Labels.Distinct().Except(net.Test.Predicted).Count());

    private static Measurement AccuracyAfter(int epoch) =>
        Measurement.Of(new("testAccuracy", "fraction"), net => net.State.EpochAccuracy[epoch - 1])
            with
        { Setting = $"{epoch}" };

    /// <summary>Measures the mean magnitude of the removed weights.</summary>
    private static Measurement RemovedMagnitude(Arm before) => Measurement.Of(
        new("removedMagnitude", ""),
        net => net.Of(before).Values.Where((_, column) => net.Mask[column] == 0).Average(w => Math.Abs((double)w)))
            with
    { Uses = [before] };

    /// <summary>Table of the first convolution's kernels that marks the weights a mask removes.</summary>
    public static NamedTable FirstKernels(Architecture net, float[] values, float[] mask)
    {
        var range = net.Of(ParameterRole.Weight)[0];
        var (kernels, height, width) = ((int)range.Shape[0], (int)range.Shape[2], (int)range.Shape[3]);
        return NamedTable.Pictures(
            "kernel",
            [.. Enumerable.Range(1, kernels).Select(k => $"{k}")],
            height,
            width,
            [.. values.AsSpan(range.Offset, range.Count).ToArray().Select(w => (double)w)],
            new("pruned", [.. mask.AsSpan(range.Offset, range.Count).ToArray().Select(m => m == 0)]));
    }

    private static Measurement FirstKernels(Arm before) =>
        new([], (net, to) => to.Table("kernels", FirstKernels(net.Net, net.Of(before).Values, net.Mask)))
        {
            Uses =
            [before]
        };
}
