using Pruning.Shared.Surgery;

namespace Pruning.Reproductions.Papers.L1Filters;

/// <summary>The document's net on MNIST, and how its filters are pruned.</summary>
internal static class FilterNet
{
    public const string Linear = "fc";
    public const double LearningRate = 0.001;

    /// <summary>How many filters each convolution loses.</summary>
    public const int PerLayer = 2;

    private static readonly Convolution First = new("conv1", new(1, 28, 28), 8, 3, Bias: false);
    private static readonly Convolution Second = new("conv2", First.Output, 4, 3, Bias: false);

    /// <summary>
    /// Convolutions of 8 and of 4 filters of 3×3 without bias, ReLU after each, max-pooling over 2×2, and 576→10.
    /// </summary>
    public static Architecture Net { get; } = Ending(First, new Relu(), Second, new Relu());

    /// <summary>The same with the first convolution alone.</summary>
    public static Architecture SingleLayer { get; } = Ending(First, new Relu());

    /// <summary>Two filters of each convolution.</summary>
    public static Amount Two { get; } = Amount.Of(PerLayer);

    /// <summary>
    /// Filters below the 25th percentile of their layer's norms: the quarter of which two of eight is one.
    /// </summary>
    public static Amount LowestQuarter { get; } = Amount.BelowPercentile(0.25);

    /// <summary>Filters of least norm, layer by layer; the linear layer is left alone.</summary>
    public static PruningMethod ByNorm(Norm norm) =>
        new(Criterion.Magnitude, Scope.Layerwise) { Granularity = Granularity.Unit, Norm = norm, Spared = [Linear] };

    /// <summary>
    /// Parameters and multiply-accumulates of the net and of what surgery leaves of it: the same for any weights.
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
