using System.Collections.Immutable;
using Pruning.Shared.Data.Mnist;

namespace Pruning.Reproductions.Papers.WeightVsUnit;

/// <summary>
/// Study of the large net's accuracy on MNIST at increasing sparsity of weights or units, without retraining.
/// </summary>
internal sealed record WeightVsUnitStudy : IStudyDesign
{
    private const string First = "layer1";
    private const string Output = "layer5";

    /// <summary>Dense net 784-1000-1000-500-200-10 with ReLU between: 2,386,000 weights and 2,710 biases.</summary>
    public static Architecture Net { get; } = new(
        new Linear(First, 784, 1000), new Relu(),
        new Linear("layer2", 1000, 1000), new Relu(),
        new Linear("layer3", 1000, 500), new Relu(),
        new Linear("layer4", 500, 200), new Relu(),
        new Linear(Output, 200, 10));

    /// <summary>The study with all its choices.</summary>
    public static Study<WeightVsUnitStudy> Study { get; } = new("weight-vs-unit/mnist", new())
    {
        Factors =
        [
            new("biases", Stance.Stated, "the nets are evaluated without their biases, or with them",
                ("dropped", s => s), ("kept", s => s with { BiasesDropped = false })),
            new("scope", Stance.Unstated, "the same share of each layer, or one pool for all layers",
                ("layerwise", s => s), ("global", s => s with { Scope = Scope.Global })),
            new("output", Stance.Unstated, "the output layer is spared, or pruned too",
                ("spared", s => s), ("pruned", s => s with { Spared = s.Spared.Remove(Output) })),
            new("optimizer", Stance.Unstated, "Adam at 0.001, or stochastic gradient descent at 0.01",
                ("adam", s => s), ("sgd", s => s with { Optimizer = new Sgd(0.01) })),
            new("batch", Stance.Unstated, "examples per step", [32, 128], (s, n) => s with { Batch = n }),
            new("layers", Stance.Stated, "the pruned layers: the first four, or the second to the fourth",
                ("1-4", s => s), ("2-4", s => s with { Spared = [First, .. s.Spared] })),
        ],
        Replicates = Registration.Images(6),
        ShortChoices = new Dictionary<string, string> { ["batch"] = "128" },
        Axis = CurveAxis.Pruned(Levels.All),
    };

    /// <summary>Number and share of zero pixels in the first training image.</summary>
    public static FigureStudy FirstImage { get; } = new("weight-vs-unit/first-image", "this data set", () =>
    {
        var images = MnistData.Load().Train;
        var zeros = images.Pixels[..images.Features].Count((byte)0);
        return new Dictionary<string, double>
        {
            ["image.zeroPixels"] = zeros,
            ["image.zeroShare"] = zeros / (double)images.Features
        };
    });

    private bool BiasesDropped { get; init; } = true;

    private Scope Scope { get; init; } = Scope.Layerwise;

    private ImmutableArray<string> Spared { get; init; } = [Output];

    private OptimizerSettings Optimizer { get; init; } = new Adam(1e-3);

    private int Batch { get; init; } = 32;

    public StudyPlan Plan(bool whole)
    {
        var plan = new StudyPlan(StudyData.Mnist);
        var trained = plan.Start(Net, Init.Glorot()).Train(new(Optimizer, Epochs: 3, Batch) { Curves = false });
        var weights = new PruningMethod(Criterion.Magnitude, Scope) { Spared = Spared };
        Curves(plan, trained, weights, BiasesDropped);
        Curve(plan, "random", trained, weights with { Criterion = Criterion.Random }, BiasesDropped);
        Curve(plan, "hidden", trained, weights with { Spared = [First, .. Spared.Remove(First)] }, BiasesDropped);
        foreach (var (arm, dropped) in new[] { ("kept", false), ("dropped", true) })
        {
            plan.Measure($"{arm}@0", Evaluated(trained, dropped), Measure.TestAccuracy)
                .Measure($"{arm}@20", Evaluated(trained.Prune(weights, Levels.Share(20)), dropped),
                    Measure.TestAccuracy);
        }

        // With layerwise scope the other layers do not affect the first.
        var first = weights with { Spared = Scope == Scope.Global ? Spared.Remove(First) : [.. LayerNames.Skip(1)] };
        return plan
            .Measure("dead", trained, DeadInputs.Measurement(trained.Prune(first, Levels.Share(DeadInputs.Level))))
            .Derive(new("weight.largestHeld", "% pruned"), v => Levels.LargestHeld(v, "weight", Levels.Noticeable))
            .Derive(new("unit.largestHeld", "% pruned"), v => Levels.LargestHeld(v, "unit", Levels.Noticeable))
            .Derive(new("unit.firstLost", "% pruned"), v => Levels.FirstLost(v, "unit", Levels.Noticeable));
    }

    /// <summary>
    /// Adds the curves of weight pruning and of unit pruning by the L2 norm of a unit's incoming weights; both begin at
    /// <c>weight@0</c>.
    /// </summary>
    public static void Curves(StudyPlan plan, Arm trained, PruningMethod weights, bool biasesDropped)
    {
        plan.Measure(Levels.Arm("weight", 0), Evaluated(trained, biasesDropped), Measure.TestAccuracy);
        Curve(plan, "weight", trained, weights, biasesDropped);
        Curve(plan, "unit", trained, weights with { Granularity = Granularity.Unit }, biasesDropped);
    }

    private static IEnumerable<string> LayerNames => Net.Of(ParameterRole.Weight).Select(p => p.Layer);

    private static void Curve(StudyPlan plan, string family, Arm trained, PruningMethod method, bool biasesDropped) =>
        plan.Sweep(
        family,
        Levels.All,
        Evaluated(trained, biasesDropped),
        k => Evaluated(trained.Prune(method, Levels.Share(k)), biasesDropped),
        zero: Levels.Arm("weight", 0));

    private static Arm Evaluated(Arm arm, bool biasesDropped) => biasesDropped ? arm.WithoutBiases() : arm;
}
