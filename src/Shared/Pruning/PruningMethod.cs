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
    public Tensor Prune(Architecture architecture, Tensor values, Tensor mask, IReadOnlyList<int> seeds, Amount amount)
    {
        using var order = Order(architecture, values, mask, seeds);
        return order.Prune(amount);
    }

    /// <summary>What goes first and what last: for several amounts of the same rows.</summary>
    /// <param name="values">[R, P].</param>
    /// <param name="mask">[R, P], what is left so far; it stays the caller's, and is needed as long as the order.</param>
    /// <param name="seeds">The rows' seeds.</param>
    public PruningOrder Order(Architecture architecture, Tensor values, Tensor mask, IReadOnlyList<int> seeds)
    {
        using var scores = Criterion.Score(values, seeds);
        return new(mask, [.. Pools(architecture).Select(pool => new Ranking(scores, mask, pool, Granularity, Norm))]);
    }

    /// <summary>The same as <see cref="Prune"/> for rows on the host, computed on <paramref name="device"/>.</summary>
    public float[][] PruneRows(Architecture architecture, IReadOnlyList<float[]> values, IReadOnlyList<float[]> masks, IReadOnlyList<int> seeds, Amount amount, Device device)
    {
        using var scope = NewDisposeScope();
        using var matrix = Tensors.FromRows(values, device);
        using var mask = Tensors.FromRows(masks, device);
        return Tensors.ToRows(Prune(architecture, matrix, mask, seeds, amount));
    }

    /// <summary>How many parameters may be pruned.</summary>
    public int Prunable(Architecture architecture) => Pools(architecture).Sum(pool => pool.Sum(range => range.Count));

    private IEnumerable<IReadOnlyList<ParameterRange>> Pools(Architecture architecture)
    {
        ParameterRange[] ranges = [.. architecture.Parameters.Where(p => (BiasesToo || p.Role == ParameterRole.Weight) && !Spared.Contains(p.Layer))];
        return Scope == Scope.Global && ranges.Length > 0 ? [ranges] : ranges.Select(r => new[] { r });
    }
}
