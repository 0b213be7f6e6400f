using System.Collections.Immutable;
using static TorchSharp.torch;

namespace Pruning.Shared.Pruning;

/// <summary>The order in which a <see cref="PruningMethod"/> takes the entries of some rows: worked out once, then cut at any amount, on any thread.</summary>
public sealed class PruningOrder : IDisposable
{
    private readonly Tensor mask;
    private readonly ImmutableArray<Ranking> rankings;

    internal PruningOrder(Tensor mask, ImmutableArray<Ranking> rankings) => (this.mask, this.rankings) = (mask, rankings);

    /// <summary>What <see cref="PruningMethod.Prune"/> leaves of the mask that the order was made for.</summary>
    /// <returns>The new mask, [R, P].</returns>
    public Tensor Prune(Amount amount)
    {
        using var noGrad = no_grad();
        var left = mask.clone();
        foreach (var ranking in rankings)
        {
            ranking.Prune(left, amount);
        }

        return left;
    }

    public void Dispose()
    {
        foreach (var ranking in rankings)
        {
            ranking.Dispose();
        }
    }
}
