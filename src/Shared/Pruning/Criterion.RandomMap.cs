using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;

namespace Pruning.Shared.Pruning;

public abstract partial record Criterion
{
    /// <summary>
    /// A uniform random score for each unit from a stream of the replicate's, whatever the size of its layer: every
    /// unit
    /// of the pool is as likely to go.
    /// </summary>
    /// <param name="stream">
    /// The stream's name. Prunings in turn of a net that is shrunk between them need one each: from the same stream the
    /// units at the same places would go every time.
    /// </param>
    public static MapCriterion RandomMap(string stream = "random-pruning") => new RandomMapCriterion(stream);

    private sealed record RandomMapCriterion(string Stream) : MapCriterion
    {
        public override string Name => "random-map";

        protected override IReadOnlyList<double[]?> Raw(ScoringContext net)
        {
            var weights = net.Architecture.Of(ParameterRole.Weight);
            var scores = new float[weights.Sum(w => (int)w.Shape[0])];
            new RandomStream(net.Seed, Stream).Uniform(scores, 1);
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
