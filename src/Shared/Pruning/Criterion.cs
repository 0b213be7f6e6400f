using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Shared.Pruning;

/// <summary>Scores every parameter of a population; the lowest scores are pruned first.</summary>
public abstract record Criterion
{
    /// <summary>|w|: the small ones go.</summary>
    public static Criterion Magnitude { get; } = new MagnitudeCriterion();

    /// <summary>w with its sign: the most negative go. A known mistake, kept to repeat studies that made it.</summary>
    public static Criterion Signed { get; } = new SignedCriterion();

    /// <summary>A uniform score from each replicate's stream <c>random-pruning</c>.</summary>
    public static Criterion Random { get; } = new RandomCriterion();

    /// <param name="values">[R, P].</param>
    /// <param name="seeds">The R replicates' seeds.</param>
    /// <returns>[R, P] float32.</returns>
    public abstract Tensor Score(Tensor values, IReadOnlyList<int> seeds);

    private sealed record MagnitudeCriterion : Criterion
    {
        public override Tensor Score(Tensor values, IReadOnlyList<int> seeds) => values.abs();
    }

    private sealed record SignedCriterion : Criterion
    {
        public override Tensor Score(Tensor values, IReadOnlyList<int> seeds) => values.clone();
    }

    private sealed record RandomCriterion : Criterion
    {
        public override Tensor Score(Tensor values, IReadOnlyList<int> seeds)
        {
            var rows = seeds.Select(seed =>
            {
                var row = new float[values.shape[1]];
                new RandomStream(seed, "random-pruning").Uniform(row, 1);
                return row;
            });
            return Tensors.FromRows([.. rows], values.device);
        }
    }
}
