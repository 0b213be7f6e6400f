using System.Collections.Immutable;
using Pruning.Shared.Populations;
using Pruning.Shared.Training;

namespace Pruning.Shared.Pruning;

/// <summary>
/// A criterion, the scope of its ranking, what is pruned as one, and the parameters that may be pruned.
/// </summary>
/// <param name="BiasesToo">
/// Whether biases compete with the weights. Nothing else is ever pruned: no scale, no shift, no buffer.
/// </param>
public sealed record PruningMethod(Criterion Criterion, Scope Scope = Scope.Global, bool BiasesToo = false)
{
    public Granularity Granularity { get; init; } = Granularity.Weight;

    /// <summary>How a unit's score comes of its weights' scores.</summary>
    public Norm Norm { get; init; } = Norm.L2;

    /// <summary>Layers that are left alone, by name.</summary>
    public ImmutableArray<string> Spared { get; init; } = [];

    /// <summary>Prunes <paramref name="amount"/> of every net.</summary>
    /// <param name="values">R rows of P parameters.</param>
    /// <param name="masks">R rows of P zeros and ones, what is left so far.</param>
    /// <param name="seeds">The rows' seeds.</param>
    /// <param name="examples">What a criterion that scores by data computes on; null: there is nothing.</param>
    /// <param name="training">One list of training examples a net, as indices into <paramref name="examples"/>.</param>
    /// <param name="step">Optimizer steps that the nets have taken so far.</param>
    /// <returns>The new masks, R rows of P; no pruned entry returns.</returns>
    /// <exception cref="ArgumentException">There are not as many lists as nets.</exception>
    /// <exception cref="InvalidOperationException">The criterion scores by data, and there is none.</exception>
    public float[][] Prune(
        Architecture architecture,
        IReadOnlyList<float[]> values,
        IReadOnlyList<float[]> masks,
        IReadOnlyList<int> seeds,
        Amount amount,
        Examples? examples = null,
        IReadOnlyList<int[]>? training = null,
        int step = 0)
    {
        if (training is not null && training.Count != values.Count)
        {
            throw new ArgumentException(
                $"Each of the {values.Count} nets needs a list of training examples, but there are {training.Count}.",
                nameof(training));
        }

        return [.. values.Select((row, r) =>
        {
            var net = new ScoredNet(row, r, seeds[r])
            {
                Examples = examples is null ? null : () => examples,
                Training = training?[r],
                Step = step,
            };
            return Order(architecture, net, masks[r]).Prune(amount);
        })];
    }

    /// <summary>Ranks what goes first and what last: for several amounts of the same net.</summary>
    /// <param name="net">The net, and its data where the criterion scores by data.</param>
    /// <param name="mask">P zeros and ones, what is left so far; it is needed as long as the order.</param>
    /// <exception cref="InvalidOperationException">The criterion scores by data, and the net has none.</exception>
    public PruningOrder Order(Architecture architecture, ScoredNet net, float[] mask)
    {
        var scores = Criterion.Score(new(Criterion, architecture, net, mask));
        return new(mask, [.. Pools(architecture).Select(pool => new Ranking(scores, mask, pool, Granularity, Norm))]);
    }

    /// <summary>How many parameters may be pruned.</summary>
    public int Prunable(Architecture architecture) => Pools(architecture).Sum(pool => pool.Sum(range => range.Count));

    private IEnumerable<IReadOnlyList<ParameterRange>> Pools(Architecture architecture)
    {
        ParameterRange[] ranges = [.. architecture.Parameters.Where(p => MayGo(p.Role) && !Spared.Contains(p.Layer))];
        return Scope == Scope.Global && ranges.Length > 0 ? [ranges] : ranges.Select(r => new[] { r });
    }

    private bool MayGo(ParameterRole role) => role == ParameterRole.Weight || (BiasesToo && role == ParameterRole.Bias);
}
