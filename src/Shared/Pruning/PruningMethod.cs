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

/// <summary>Weight pruning: a criterion, the scope of its ranking, and the parameters that may be pruned.</summary>
public sealed record PruningMethod(Criterion Criterion, Scope Scope = Scope.Global, bool BiasesToo = false)
{
    /// <summary>Prunes <paramref name="amount"/> of every row.</summary>
    /// <param name="values">[R, P].</param>
    /// <param name="mask">[R, P], what is left so far.</param>
    /// <param name="seeds">The rows' seeds.</param>
    /// <returns>The new mask, [R, P]; no pruned entry returns.</returns>
    public Tensor Prune(Architecture architecture, Tensor values, Tensor mask, IReadOnlyList<int> seeds, Amount amount)
    {
        using var noGrad = no_grad();
        using var scores = Criterion.Score(values, seeds);
        var result = mask.clone();
        foreach (var pool in Pools(architecture))
        {
            using var before = result;
            result = Selection.Prune(scores, before, pool, amount);
        }

        return result;
    }

    /// <summary>The same for rows on the host, computed on <paramref name="device"/>.</summary>
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
        var ranges = architecture.Parameters.Where(p => BiasesToo || p.Role == ParameterRole.Weight);
        return Scope == Scope.Global ? [[.. ranges]] : ranges.Select(r => new[] { r });
    }
}
