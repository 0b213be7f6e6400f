using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;

namespace Pruning.Shared.Pruning;

public abstract partial record Criterion
{
    /// <summary>
    /// A uniform random score for each unit from the replicate's stream <c>random-pruning</c>, whatever the size of its
    /// layer: every unit of the pool is as likely to go.
    /// </summary>
    public static MapCriterion RandomMap { get; } = new RandomMapCriterion();

    private sealed record RandomMapCriterion : MapCriterion
    {
        public override string Name => "random-map";

        protected override IReadOnlyList<double[]?> Raw(ScoringContext net)
        {
            var weights = net.Architecture.Of(ParameterRole.Weight);
            var scores = new float[weights.Sum(w => (int)w.Shape[0])];
            new RandomStream(net.Seed, "random-pruning").Uniform(scores, 1);
            var next = 0;
            return [.. weights.Select(w =>
            {
                var first = next;
                next += (int)w.Shape[0];
                return scores[first..next].Select(s => (double)s).ToArray();
            })];
        }
    }
}
