using Pruning.Shared.Randomness;

namespace Pruning.Shared.Pruning;

/// <summary>Scores every parameter of a net; the lowest scores are pruned first.</summary>
public abstract record Criterion
{
    /// <summary>|w|: the small ones go.</summary>
    public static Criterion Magnitude { get; } = new MagnitudeCriterion();

    /// <summary>w with its sign: the most negative go. A known mistake, kept to repeat studies that made it.</summary>
    public static Criterion Signed { get; } = new SignedCriterion();

    /// <summary>−|w|: the large ones go. A control, for single weights: a norm over units would undo the sign.</summary>
    public static Criterion LargestMagnitude { get; } = new LargestMagnitudeCriterion();

    public static Criterion OptimalBrainDamage { get; } = new BrainDamageMarker();

    /// <summary>A uniform score from each replicate's stream <c>random-pruning</c>.</summary>
    public static Criterion Random { get; } = new RandomCriterion();

    /// <summary>Scores that were worked out elsewhere, for instance by <see cref="OptimalBrainDamage"/>.</summary>
    /// <param name="scores">R rows of P, row by row those of the nets to be pruned.</param>
    public static Criterion Given(IReadOnlyList<float[]> scores) => new GivenCriterion(scores);

    /// <summary>The scores of one net's parameters.</summary>
    /// <param name="net">The net, and which row and seed it is.</param>
    /// <returns>P scores; the net's own values where they are the scores.</returns>
    public abstract float[] Score(ScoredNet net);

    private static float[] Map(float[] values, Func<float, float> score) => Array.ConvertAll(values, w => score(w));

    private sealed record MagnitudeCriterion : Criterion
    {
        public override float[] Score(ScoredNet net) => Map(net.Values, MathF.Abs);
    }

    private sealed record LargestMagnitudeCriterion : Criterion
    {
        public override float[] Score(ScoredNet net) => Map(net.Values, w => -MathF.Abs(w));
    }

    private sealed record SignedCriterion : Criterion
    {
        public override float[] Score(ScoredNet net) => net.Values;
    }

    private sealed record RandomCriterion : Criterion
    {
        public override float[] Score(ScoredNet net)
        {
            var scores = new float[net.Values.Length];
            new RandomStream(net.Seed, "random-pruning").Uniform(scores, 1);
            return scores;
        }
    }

    private sealed record GivenCriterion(IReadOnlyList<float[]> Scores) : Criterion
    {
        public override float[] Score(ScoredNet net) => net.Row < Scores.Count && Scores[net.Row].Length == net.Values.Length
            ? Scores[net.Row]
            : throw new ArgumentException(
                $"Expected {net.Values.Length} scores for each net, also for net {net.Row}; got {Scores.Count} rows of {(Scores.Count > 0 ? Scores[0].Length : 0)}.", nameof(net));
    }

    private sealed record BrainDamageMarker : Criterion
    {
        public override float[] Score(ScoredNet net) => throw new NotSupportedException();
    }
}
