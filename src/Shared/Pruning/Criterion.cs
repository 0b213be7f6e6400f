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

    /// <summary>−|w|: the large ones go. A control, for single weights: a norm over units would undo the sign.</summary>
    public static Criterion LargestMagnitude { get; } = new LargestMagnitudeCriterion();

    /// <summary>A uniform score from each replicate's stream <c>random-pruning</c>.</summary>
    public static Criterion Random { get; } = new RandomCriterion();

    /// <summary>Scores that were worked out elsewhere, for instance by <see cref="OptimalBrainDamage"/>.</summary>
    /// <param name="scores">[R, P], row by row those of the rows to be pruned. It stays the caller's, and is needed as long as the criterion.</param>
    public static Criterion Given(Tensor scores) => new GivenCriterion(scores);

    /// <param name="values">[R, P].</param>
    /// <param name="seeds">The R replicates' seeds.</param>
    /// <returns>[R, P] float32; the caller disposes of it.</returns>
    public abstract Tensor Score(Tensor values, IReadOnlyList<int> seeds);

    private sealed record MagnitudeCriterion : Criterion
    {
        public override Tensor Score(Tensor values, IReadOnlyList<int> seeds) => values.abs();
    }

    private sealed record LargestMagnitudeCriterion : Criterion
    {
        public override Tensor Score(Tensor values, IReadOnlyList<int> seeds) => values.abs().neg_();
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

    private sealed record GivenCriterion(Tensor Scores) : Criterion
    {
        public override Tensor Score(Tensor values, IReadOnlyList<int> seeds) => Scores.shape.AsSpan().SequenceEqual(values.shape)
            ? Scores.alias()
            : throw new ArgumentException(
                $"Scores are given for [{string.Join(", ", Scores.shape)}] parameters, but [{string.Join(", ", values.shape)}] are to be pruned: give each row of them its own scores.", nameof(values));
    }
}
