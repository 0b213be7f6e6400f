using Pruning.Reproductions.Auditing;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;

namespace Pruning.Reproductions.Documents.L1Filters;

/// <summary>The net, its training and its pruning, and what a reading's choices make of them.</summary>
internal sealed class FilterProtocol(Reading reading)
{
    public const string Linear = "fc";
    public const double LearningRate = 0.001;

    private static readonly Convolution First = new("conv1", new(1, 28, 28), 8, 3, Bias: false);
    private static readonly Convolution Second = new("conv2", First.Output, 4, 3, Bias: false);
    private static readonly MaxPool Pool = new(Second.Output, 2);

    /// <summary>Convolutions of 8 and of 4 filters of 3×3 without bias, ReLU after each, max-pooling over 2×2, and 576→10.</summary>
    public static Architecture Net { get; } = new(First, new Relu(), Second, new Relu(), Pool, new Linear(Linear, Pool.Output.Features, 10));

    /// <summary>The published parameter counts.</summary>
    public static (int Baseline, int Pruned) Published => (6130, 3052);

    /// <summary>What tells the training of a net from others.</summary>
    public string StageOf(string net, TrainingPlan plan) =>
        $"{net},epochs={plan.Epochs},gradients={reading.Choices["gradients"]},optimizer={reading.Choices["optimizer"]},batch={reading.Choices["batch"]}";

    /// <summary>Whether the small net inherits the kept filters, the next layer's input channels and the linear layer's columns.</summary>
    public bool Inherited => reading.Choices["net"] == "inherited";

    /// <summary>Whether the controls are trained.</summary>
    public bool Controls => reading.Choices["controls"] == "trained";

    /// <summary>Whether the document's suggestions are measured.</summary>
    public bool Suggestions => reading.Primary || reading.Short;

    /// <summary>Filters of least norm, two of each convolution.</summary>
    public PruningMethod Filters => ByNorm(reading.Choices["score"] == "l2" ? Norm.L2 : Norm.L1);

    public TrainingPlan Baseline => Plan(int.Parse(reading.Choices["baselineEpochs"]));

    public TrainingPlan Retraining => Plan(int.Parse(reading.Choices["epochs"]));

    /// <summary>Training for as long as the baseline and the small net together.</summary>
    public TrainingPlan AsLongAsBoth => Plan(Baseline.Epochs + Retraining.Epochs);

    /// <summary>How many filters each convolution loses.</summary>
    public const int PerLayer = 2;

    public static Amount Two { get; } = Amount.Of(PerLayer);

    public static PruningMethod ByNorm(Norm norm) => new(Criterion.Magnitude, Scope.Layerwise) { Granularity = Granularity.Unit, Norm = norm, Spared = [Linear] };

    public static PruningMethod AtRandom { get; } = ByNorm(Norm.L1) with { Criterion = Criterion.Random };

    /// <summary>Filters below the 25th percentile of their layer's norms: the quarter of which two of eight is one.</summary>
    public static Amount LowestQuarter { get; } = Amount.BelowPercentile(0.25);

    public static float[] Initial(Architecture net, int seed, string stream) => Initialization.FanIn(net, new RandomStream(seed, stream));

    public static float[][] Initials(Architecture net, IReadOnlyList<int> seeds, string stream) => [.. seeds.Select(seed => Initial(net, seed, stream))];

    private TrainingPlan Plan(int epochs) => new(Optimizer, epochs, int.Parse(reading.Choices["batch"]))
    {
        Curves = false,
        AccumulateGradients = reading.Choices["gradients"] == "accumulated",
    };

    private OptimizerSettings Optimizer => reading.Choices["optimizer"] switch
    {
        "adam" => new Adam(LearningRate),
        "sgd" => new Sgd(LearningRate),
        _ => new RmsProp(LearningRate),
    };
}
