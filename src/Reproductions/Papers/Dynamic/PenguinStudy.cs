using System.Collections.Immutable;
using Pruning.Shared.Data.Penguins;

namespace Pruning.Reproductions.Papers.Dynamic;

/// <summary>
/// Study of four penguin trials: unpruned, pruned once after training, lottery ticket, dynamic pruning.
/// </summary>
internal sealed record PenguinStudy : IStudyDesign
{
    public const int Epochs = 4000;

    /// <summary>First epoch of the tail over which slope and fall of the training loss are measured.</summary>
    private const int TailStart = 3600;

    private static readonly PenguinData Penguins = PenguinData.Instance;

    private static readonly PruningMethod Weights = new(Criterion.Magnitude);

    /// <summary>Epochs kept in training curves: every twentieth, 200 in all, the last included.</summary>
    private static readonly double[] CurveEpochs = [.. Enumerable.Range(1, 200)
        .Select(i => (double)(i * Epochs / 200))];

    /// <summary>
    /// Dense net 12 → 12 → 3, ReLU between, tanh on the outputs: its loss is at least ln(1 + 2e⁻²) = 0.2395 nats.
    /// </summary>
    public static Architecture Net { get; } = new(new Linear("layer1", 12, 12), new Relu(),
        new Linear("layer2", 12, 3), new Tanh());

    /// <summary>The study with all its choices.</summary>
    public static Study<PenguinStudy> Study { get; } = new("dynamic/penguins", new())
    {
        Factors =
        [
            new("pruneAt", Stance.AsShipped,
                "dynamic pruning prunes before epochs 1333 and 2666, or before 333 and 666",
                ("thirds", s => s), ("early", s => s with { PruneAt = [333, 666] })),
            new("init", Stance.AsShipped,
                "dynamic pruning starts from the unpruned net's initial values, or from its own (unpaired)",
                ("paired", s => s), ("fresh", s => s with { DynamicInit = Init.FanIn("init-dynamic") })),
            new("split", Stance.Stated, "the published split, or a new one for every replicate",
                ("published", s => s), ("reshuffled", s => s with { Data = StudyData.PenguinsReshuffled })),
            new("pruned", Stance.Unstated, "the parameters that may be pruned",
                ("weights", s => s), ("weights+biases", s => s with { Method = s.Method with { BiasesToo = true } })),
            new("scope", Stance.Unstated, "one pool for both layers, or the same share of each layer",
                ("global", s => s), ("layerwise", s => s with { Method = s.Method with { Scope = Scope.Layerwise } })),
            new("mask", Stance.Unstated, "pruned weights stay at 0, or are trained again",
                ("inForce", s => s), ("released", s => s with { MaskInForce = false })),
            new("order", Stance.Unstated, "the smallest magnitudes are pruned, or the lowest signed values",
                ("magnitude", s => s), ("signed", s =>
                    s with { Method = s.Method with { Criterion = Criterion.Signed } })),
        ],
        Combinations = [("as-shipped", new Dictionary<string, string> { ["pruneAt"] = "early", ["init"] = "fresh" })],
        Replicates = new(256, 64, 16),
        Axis = new("epoch", "nats", CurveEpochs),
    };

    /// <summary>Counts and input ranges of the penguins, which need no training.</summary>
    public static FigureStudy Facts { get; } = new("dynamic/penguin-data", "this data set",
        () => new Dictionary<string, double>
        {
            ["data.rows"] = Penguins.Examples.Count,
            ["data.inputs"] = Penguins.Examples.Features,
            ["data.train"] = Penguins.PublishedSplit.Train.Length,
            ["data.validation"] = Penguins.PublishedSplit.Validation.Length,
            ["data.test"] = Penguins.PublishedSplit.Test.Length,
            ["data.smallestInput"] = Penguins.Examples.Inputs.Min(),
            ["data.largestInput"] = Penguins.Examples.Inputs.Max(),
            ["data.rowsOutsideUnitRange"] =
            Penguins.Examples.Inputs.Chunk(Penguins.Examples.Features).Count(row => row.Any(x => x is < 0 or > 1)),
        });

    private ImmutableArray<int> PruneAt { get; init; } = [Epochs / 3, 2 * Epochs / 3];

    private Init DynamicInit { get; init; } = Init.FanIn();

    private StudyData Data { get; init; } = StudyData.Penguins;

    private PruningMethod Method { get; init; } = Weights;

    private bool MaskInForce { get; init; } = true;

    public StudyPlan Plan(bool whole)
    {
        var plan = new StudyPlan(Data);
        var dense = new TrainingPlan(new Adam(1e-4), Epochs, BatchSize: 50);
        var masked = dense with { MaskInForce = MaskInForce };
        var unpruned = plan.Start(Net, Init.FanIn()).Train(dense);
        var pruned = unpruned.Prune(Method, Amount.OfTotal(0.30));
        var lottery = pruned.Reset().Train(masked);
        var dynamic = plan.Start(Net, DynamicInit)
            .Train(masked with
            {
                Schedule = [.. PruneAt.Select(e =>
                new ScheduledPruning(e, Method, Amount.OfRemaining(0.17)))]
            });

        return plan
            .Measure("unpruned", unpruned, [.. End(Weights), Learning(unpruned)])
            .Measure("pruned", pruned, [.. End(Method)])
            .Measure("lottery", lottery, [.. End(Method), Learning(unpruned)])
            .Measure("dynamic", dynamic, [.. End(Method), Learning(unpruned)]);

        Measurement[] End(PruningMethod method) =>
            [Measure.Losses(byExample: Data.TestShare is null), Measure.Removed,
                Measure.RemovedShare(method.Prunable(Net))];
    }

    /// <summary>
    /// Measures slope and fall of an arm's training loss at the end, and its epochs to the unpruned net's final
    /// validation loss.
    /// </summary>
    private static Measurement Learning(Arm unpruned) => new(
        [new("trainLossSlope", "nats per 1,000 epochs"), new("trainLossFall", "fraction"),
            new("epochsToUnprunedLoss", "epochs"), new("reachedUnprunedLoss", "")],
        (net, to) =>
        {
            var (train, validation) = (net.State.TrainLoss, net.State.ValidationLoss);
            double[] epochs = [.. Enumerable.Range(TailStart, Epochs - TailStart + 1).Select(e => (double)e)];
            double[] tail = [.. epochs.Select(e => (double)train[(int)e - 1])];
            var target = net.Of(unpruned).State.ValidationLoss[^1];
            var reached = Array.FindIndex(validation, l => l <= target);
            to.Value("trainLossSlope", 1000 * LeastSquares.Slope(epochs, tail));
            to.Value("trainLossFall", (tail[0] - tail[^1]) / tail[0]);
            to.Value("epochsToUnprunedLoss", reached < 0 ? Epochs : reached + 1);
            to.Value("reachedUnprunedLoss", reached < 0 ? 0 : 1);
            to.Curve("trainLoss", Thin(train));
            to.Curve("validationLoss", Thin(validation));
        })
    {
        Uses = [unpruned],
    };

    private static double[] Thin(float[] everyEpoch) => [.. CurveEpochs.Select(e => (double)everyEpoch[(int)e - 1])];
}
