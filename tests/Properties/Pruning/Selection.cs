using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using static TorchSharp.torch;

namespace Pruning.Tests.Properties.Pruning;

/// <summary>A ranking of single weights that is cut once: what the properties of selection are stated of.</summary>
internal static class Selection
{
    /// <summary>
    /// The mask with <see cref="Amount.Count"/> more entries of the pool at 0 in every row: those of the lowest scores,
    /// among equal scores those of the lowest column. Entries outside the pool stay as they are, and no pruned entry returns.
    /// </summary>
    /// <param name="scores">[R, P].</param>
    /// <param name="mask">[R, P], 0 or 1; the same number of the pool's entries is left in every row.</param>
    /// <param name="pool">The ranges that compete with each other.</param>
    /// <returns>The new mask, [R, P].</returns>
    /// <exception cref="ArgumentException">The mask is not 0 and 1, rows differ in what is left, or fewer entries are left than should go.</exception>
    public static Tensor Prune(Tensor scores, Tensor mask, IReadOnlyList<ParameterRange> pool, Amount amount)
    {
        using var ranking = new Ranking(scores, mask, pool);
        var left = mask.clone();
        ranking.Prune(left, amount);
        return left;
    }
}
