using Pruning.Shared.Surgery;

namespace Pruning.Reproductions.Papers.L1Filters;

/// <summary>The document's net for MNIST and the pruning of its filters.</summary>
internal static class FilterNet
{
    public const string Linear = "fc";
    public const double LearningRate = 0.001;

    /// <summary>Filters removed from each convolution.</summary>
    public const int PerLayer = 2;

    private static readonly Convolution First = new("conv1", new(1, 28, 28), 8, 3, Bias: false);
    private static readonly Convolution Second = new("conv2", First.Output, 4, 3, Bias: false);

    /// <summary>
    /// Convolutions of 8 and 4 filters of 3×3 without bias, ReLU after each, 2×2 max-pooling, and a linear layer
    /// 576→10.
    /// </summary>
    public static Architecture Net { get; } = Ending(First, new Relu(), Second, new Relu());

    /// <summary>The net with its first convolution only.</summary>
    public static Architecture SingleLayer { get; } = Ending(First, new Relu());

    /// <summary>Amount: two filters of each convolution.</summary>
    public static Amount Two { get; } = Amount.Of(PerLayer);

    /// <summary>Amount: the filters below the 25th percentile of their layer's norms, two of eight.</summary>
    public static Amount LowestQuarter { get; } = Amount.BelowPercentile(0.25);

    /// <summary>Layerwise pruning of the filters of least norm; the linear layer is spared.</summary>
    public static PruningMethod ByNorm(Norm norm) =>
        new(Criterion.Magnitude, Scope.Layerwise) { Granularity = Granularity.Unit, Norm = norm, Spared = [Linear] };

    /// <summary>
    /// Parameters and multiply-accumulates of the net before and after surgery; they are the same for any weights.
    /// </summary>
    public static FigureStudy Sizes { get; } = new("l1-filters/sizes", "any weights", () =>
    {
        var start = NetState.Dense(Net, Init.FanIn().Draw(Net, seed: 1));
        var mask = ByNorm(Norm.L1).Prune(Net, [start.Values], [start.Mask], [1], Two).Single();
        var small = KeptGroups.Under(Net, mask).Smaller();
        return new Dictionary<string, double>
        {
            ["baseline.parameters"] = Net.ParameterCount,
            ["pruned.parameters"] = small.ParameterCount,
            ["pruned.parameterShare"] = small.ParameterCount / (double)Net.ParameterCount,
            ["baseline.macs"] = Net.MultiplyAccumulates,
            ["pruned.macs"] = small.MultiplyAccumulates,
        };
    });

    private static Architecture Ending(params Layer[] convolutions)
    {
        var pool = new MaxPool(convolutions.OfType<Convolution>().Last().Output, 2);
        return new([.. convolutions, pool, new Linear(Linear, pool.Output.Features, 10)]);
    }
}
