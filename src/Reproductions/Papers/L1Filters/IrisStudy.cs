using System.Collections.Immutable;
using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Papers.L1Filters;

/// <summary>
/// Study of a small dense net's accuracy on Iris at increasing sparsity, which the document began and left unfinished.
/// </summary>
internal sealed record IrisStudy : IStudyDesign
{
    private const string Output = "layer3";

    /// <summary>A level holds while it loses less mean accuracy than this: one point.</summary>
    private const double Margin = 0.01;

    /// <summary>Sparsity levels k, in per cent of the prunable weights.</summary>
    public static IReadOnlyList<int> Levels { get; } = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99];

    /// <summary>
    /// Dense net 4-16-16-3 with ReLU between: 368 prunable weights, and 35 biases that are never pruned.
    /// </summary>
    public static Architecture Net { get; } = new(
        new Linear("layer1", 4, 16), new Relu(),
        new Linear("layer2", 16, 16), new Relu(),
        new Linear(Output, 16, 3));

    private static readonly ImmutableArray<(string Name, Criterion Criterion)> Families =
        [("weight", Criterion.Magnitude), ("random", Criterion.Random)];

    /// <summary>The study with all its choices. The document states none of them.</summary>
    public static Study<IrisStudy> Study { get; } = new("l1-filters/iris", new())
    {
        Settings =
        [
            ("net", "4-16-16-3 with ReLU between; PyTorch’s initial values"),
            ("split", "drawn anew by every replicate: of each species 40 flowers to train and 10 to test"),
            ("optimizer", "Adam at 0.01, 16 flowers a step"),
        ],
        Factors =
        [
            new("inputs", Stance.Unstated,
                "the four measurements in decimetres, so that all lie between 0 and 1, or in centimetres",
                ("dm", s => s), ("cm", s => s with { Unit = 1 })),
            new("epochs", Stance.Unstated, "training epochs before pruning", [100, 400],
                (s, n) => s with { Epochs = n }),
            new("scope", Stance.Unstated,
                "the same share of each layer (at 99 % the whole output layer), or one pool for all layers",
                ("layerwise", s => s), ("global", s => s with { Scope = Scope.Global })),
            new("output", Stance.Unstated,
                "the output layer’s weights are pruned too, or spared; biases are never pruned",
                ("pruned", s => s), ("spared", s => s with { Spared = [Output] })),
            new("retraining", Stance.Unstated, "epochs of further training at every level, the unpruned net included",
                [0, 20],
                (s, n) => s with { Retraining = n }),
        ],
        Replicates = new(64, 64, 16),
        Axis = CurveAxis.Pruned(Levels),
    };

    /// <summary>Test accuracy at 50 % sparsity by magnitude, shown with all levels of both families.</summary>
    public static Quantity AtHalf { get; } = Quantity.Metric(Accuracy("weight", 50)) with
    {
        Arms = [.. Families.SelectMany(f => Levels.Select(k => Accuracy(f.Name, k).Split('.')[0])).Distinct()],
    };

    private int Unit { get; init; } = 10;

    private int Epochs { get; init; } = 100;

    private Scope Scope { get; init; } = Scope.Layerwise;

    private ImmutableArray<string> Spared { get; init; } = [];

    private int Retraining { get; init; }

    public StudyPlan Plan(bool whole)
    {
        var plan = new StudyPlan(StudyData.IrisIn(Unit));
        var trained = plan.Start(Net, Init.FanIn()).Train(Training(Epochs));
        var unpruned = Retrained(trained);
        plan.Measure("weight@0", unpruned, Measure.MeanTestAccuracy, TrainAccuracy(trained));
        foreach (var (family, criterion) in Families)
        {
            var method = new PruningMethod(criterion, Scope) { Spared = Spared };
            plan.Sweep(family, Levels, unpruned, k => Retrained(trained.Prune(method, Amount.OfTotal(k / 100.0))),
                byExample: [], zero: "weight@0");
        }

        return plan;

        Arm Retrained(Arm arm) => Retraining == 0 ? arm : arm.Train(Training(Retraining));
    }

    /// <summary>Metric name of a family's test accuracy at a level; level 0 is the same net for both.</summary>
    public static string Accuracy(string family, int k) => $"{(k == 0 ? "weight" : family)}@{k}.testAccuracy";

    /// <summary>States the accuracy unpruned and at 50 % sparsity, and the level up to which the mean holds.</summary>
    public static string Describe(IReadOnlyList<Replicate> replicates, Reading reading)
    {
        var finite = replicates.Where(r => !r.Diverged).ToArray();
        return finite.Length == 0
            ? "Every replicate diverged."
            : $"Test accuracy is {Mean(Accuracy("weight", 0))} unpruned; at 50 % sparsity it is "
                + $"{Mean(Accuracy("weight", 50))} by magnitude and {Mean(Accuracy("random", 50))} at random. "
                + $"The mean stays within one point of the unpruned net’s {UpTo("weight")} by magnitude and "
                + $"{UpTo("random")} at random (a level counts if all below it do).";

        string UpTo(string family) => LargestHeld(finite, family) is var k and > 0 ? $"up to {k} %" : "at no level";

        string Mean(string metric) =>
            ResultText.Mean(finite, metric, 100, "0.0", " %", reading.InferenceScope.TestShare);
    }

    /// <summary>
    /// The largest level, in per cent, up to which the mean accuracy is less than a point below the unpruned net's.
    /// </summary>
    public static int LargestHeld(IReadOnlyList<Replicate> replicates, string family) =>
        ResultText.LargestHeld(replicates, family, Levels, Margin, zero: "weight@0");

    private static TrainingPlan Training(int epochs) => new(new Adam(0.01), epochs, BatchSize: 16) { Curves = false };

    private static Measurement TrainAccuracy(Arm trained) =>
        Measurement.Of(new("trainAccuracy", "fraction"), net => net.Of(trained).Train.Accuracy)
            with
        { Uses = [trained] };
}
