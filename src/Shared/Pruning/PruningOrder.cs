using System.Collections.Immutable;

namespace Pruning.Shared.Pruning;

/// <summary>
/// The order in which a <see cref="PruningMethod"/> takes the entries of one net: worked out once, then cut at any
/// amount, on any thread.
/// </summary>
public sealed class PruningOrder
{
    private readonly float[] mask;
    private readonly ImmutableArray<Ranking> rankings;

    internal PruningOrder(float[] mask, ImmutableArray<Ranking> rankings) =>
        (this.mask, this.rankings) = (mask, rankings);

    /// <summary>What <see cref="PruningMethod.Prune"/> leaves of the mask that the order was made for.</summary>
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
