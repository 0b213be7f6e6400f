using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;

namespace Pruning.Reproductions.Documents.Common;

/// <summary>Trained nets, and what is left of them without some of their weights.</summary>
/// <param name="trained">One row a seed.</param>
internal sealed class Pruner(Architecture net, IReadOnlyList<float[]> trained, IReadOnlyList<int> seeds)
{
    private readonly float[][] dense = [.. trained.Select(row => Enumerable.Repeat(1f, row.Length).ToArray())];

    /// <summary>The nets as they are, one row a seed.</summary>
    public IReadOnlyList<float[]> Trained => trained;

    /// <summary>One mask a row, of P zeros and ones.</summary>
    public float[][] Masks(PruningMethod method, Amount amount) => method.Prune(net, trained, dense, seeds, amount);

    /// <summary>The rows with the pruned at 0.</summary>
    public float[][] Masked(IReadOnlyList<float[]> masks) => [.. trained.Zip(masks, (row, mask) => row.Zip(mask, (w, m) => w * m).ToArray())];

    /// <inheritdoc cref="Masked"/>
    public float[][] Without(PruningMethod method, Amount amount) => Masked(Masks(method, amount));
}
