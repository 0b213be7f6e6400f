using System.Collections.Immutable;
using Pruning.Shared.Populations;
using static TorchSharp.torch;

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

    /// <summary>Prunes <paramref name="amount"/> of every row.</summary>
    /// <param name="values">[R, P].</param>
    /// <param name="mask">[R, P], what is left so far.</param>
    /// <param name="seeds">The rows' seeds.</param>
    /// <returns>The new mask, [R, P]; no pruned entry returns.</returns>
    public Tensor Prune(Architecture architecture, Tensor values, Tensor mask, IReadOnlyList<int> seeds, Amount amount) =>
        Sweep(architecture, values, mask, seeds, [amount]).Single();

    /// <summary>The masks of several amounts, each from the same <paramref name="mask"/>; the ranking is worked out once.</summary>
    public IEnumerable<Tensor> Sweep(Architecture architecture, Tensor values, Tensor mask, IReadOnlyList<int> seeds, IReadOnlyList<Amount> amounts)
    {
        using var scores = Criterion.Score(values, seeds);
        var rankings = Pools(architecture).Select(pool => new Ranking(scores, mask, pool, Granularity, Norm)).ToList();
        try
        {
            foreach (var amount in amounts)
            {
                yield return Cut(rankings, mask, amount);
            }
        }
        finally
        {
            rankings.ForEach(r => r.Dispose());
        }
    }

    /// <summary>The same as <see cref="Prune"/> for rows on the host, computed on <paramref name="device"/>.</summary>
    public float[][] PruneRows(Architecture architecture, IReadOnlyList<float[]> values, IReadOnlyList<float[]> masks, IReadOnlyList<int> seeds, Amount amount, Device device)
    {
        using var scope = NewDisposeScope();
        using var matrix = Tensors.FromRows(values, device);
        using var mask = Tensors.FromRows(masks, device);
        return Tensors.ToRows(Prune(architecture, matrix, mask, seeds, amount));
    }

    // Pools do not overlap, so what is left is what every one of them leaves.
    private static Tensor Cut(List<Ranking> rankings, Tensor mask, Amount amount)
    {
        using var noGrad = no_grad();
        var result = mask.clone();
        foreach (var ranking in rankings)
        {
            using var left = ranking.Prune(amount);
            result.mul_(left);
        }

        return result;
    }

    /// <summary>How many parameters may be pruned.</summary>
    public int Prunable(Architecture architecture) => Pools(architecture).Sum(pool => pool.Sum(range => range.Count));

    private IEnumerable<IReadOnlyList<ParameterRange>> Pools(Architecture architecture)
    {
        ParameterRange[] ranges = [.. architecture.Parameters.Where(p => (BiasesToo || p.Role == ParameterRole.Weight) && !Spared.Contains(p.Layer))];
        return Scope == Scope.Global && ranges.Length > 0 ? [ranges] : ranges.Select(r => new[] { r });
    }
}
