using System.Collections.Immutable;

namespace Pruning.Shared.Pruning;

/// <summary>
/// The order in which a <see cref="PruningMethod"/> prunes one net's entries: computed once, cut at any amount, on any
/// thread.
/// </summary>
public sealed class PruningOrder
{
    private readonly float[] mask;
    private readonly ImmutableArray<Ranking> rankings;

    internal PruningOrder(float[] mask, ImmutableArray<Ranking> rankings) =>
        (this.mask, this.rankings) = (mask, rankings);

    /// <summary>Prunes the mask that the order was made for, as <see cref="PruningMethod.Prune"/> does.</summary>
    /// <returns>The new mask, P zeros and ones.</returns>
    public float[] Prune(Amount amount)
    {
        float[] left = [.. mask];
        foreach (var ranking in rankings)
        {
            ranking.Prune(left, amount);
        }

        return left;
    }
}
