using System.Collections.Immutable;
using Pruning.Shared.Populations;

namespace Pruning.Shared.Pruning;

/// <summary>Which entries compete with each other.</summary>
public enum Scope
{
    /// <summary>All of the pool's.</summary>
    Global,

    /// <summary>Those of one parameter tensor; the amount holds for each.</summary>
    Layerwise,
}

/// <summary>A criterion, the scope of its ranking, what is pruned as one, and the parameters that may be pruned.</summary>
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
    /// <returns>The new masks, R rows of P; no pruned entry returns.</returns>
    public float[][] Prune(Architecture architecture, IReadOnlyList<float[]> values, IReadOnlyList<float[]> masks, IReadOnlyList<int> seeds, Amount amount) =>
        [.. values.Select((row, r) => Order(architecture, new(row, r, seeds[r]), masks[r]).Prune(amount))];

    /// <summary>What goes first and what last: for several amounts of the same net.</summary>
    /// <param name="net">The net and its place.</param>
    /// <param name="mask">P zeros and ones, what is left so far; it is needed as long as the order.</param>
    public PruningOrder Order(Architecture architecture, ScoredNet net, float[] mask)
    {
        var scores = Criterion.Score(net);
        return new(mask, [.. Pools(architecture).Select(pool => new Ranking(scores, mask, pool, Granularity, Norm))]);
    }

    /// <summary>How many parameters may be pruned.</summary>
    public int Prunable(Architecture architecture) => Pools(architecture).Sum(pool => pool.Sum(range => range.Count));

    private IEnumerable<IReadOnlyList<ParameterRange>> Pools(Architecture architecture)
    {
        ParameterRange[] ranges = [.. architecture.Parameters.Where(p => (p.Role == ParameterRole.Weight || (BiasesToo && p.Role == ParameterRole.Bias)) && !Spared.Contains(p.Layer))];
        return Scope == Scope.Global && ranges.Length > 0 ? [ranges] : ranges.Select(r => new[] { r });
    }
}
