using Pruning.Shared.Randomness;

namespace Pruning.Shared.Pruning;

public abstract partial record Criterion
{
    /// <summary>A uniform random score from each replicate's stream <c>random-pruning</c>.</summary>
    public static Criterion Random { get; } = new RandomCriterion();

    private sealed record RandomCriterion : Criterion
    {
        public override string Name => "random";

        public override float[] Score(ScoringContext net)
        {
            var scores = new float[net.Values.Length];
            new RandomStream(net.Seed, "random-pruning").Uniform(scores, 1);
            return scores;
        }
    }
}
