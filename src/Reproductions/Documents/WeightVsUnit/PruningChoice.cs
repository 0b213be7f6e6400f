using System.Collections.Immutable;
using Pruning.Shared.Pruning;

namespace Pruning.Reproductions.Documents.WeightVsUnit;

/// <summary>What competes with what, and which layers are left alone.</summary>
/// <param name="Global">All layers in one pool; otherwise each loses its own share.</param>
/// <param name="Spared">Layers that keep all they have.</param>
internal sealed record PruningChoice(bool Global, ImmutableArray<string> Spared)
{
    /// <summary>Pruning of units by the L2 norm of what comes into them.</summary>
    public PruningMethod Units => Weights(Criterion.Magnitude) with { Granularity = Granularity.Unit };

    /// <summary>Pruning of single weights.</summary>
    public PruningMethod Weights(Criterion criterion) => new(criterion, Global ? Scope.Global : Scope.Layerwise) { Spared = Spared };

    /// <summary>int(k·n) of a pool's n entries.</summary>
    public static Amount AmountOf(int percent) => Amount.OfTotalTruncated(percent / 100.0);
}
