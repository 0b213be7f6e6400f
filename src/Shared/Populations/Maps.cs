using static TorchSharp.torch;

namespace Pruning.Shared.Populations;

/// <summary>
/// The shape of one example's image or feature maps; as features they lie channel by channel, row by row.
/// </summary>
public sealed record Maps(int Channels, int Height, int Width)
{
    /// <summary>Values in all channels.</summary>
    public int Features => Channels * Height * Width;

    public override string ToString() => $"{Channels}×{Height}×{Width}";

    /// <summary>Says whether a square of this side has a place in a map.</summary>
    internal bool Holds(int side) => side >= 1 && side <= Height && side <= Width;

    /// <summary>Adds so many rows and columns on every side.</summary>
    internal Maps Padded(int padding) => new(Channels, Height + (2 * padding), Width + (2 * padding));

    /// <summary>Leaves <paramref name="left"/> of <paramref name="groups"/> equal groups of channels.</summary>
    internal Maps WithFewerGroups(int groups, int left) => this with { Channels = Channels * left / groups };

    /// <summary>
    /// [R, features, batch] → [batch, R·channels, height, width]; a view, where the batch lay outermost in memory.
    /// </summary>
    /// <exception cref="ArgumentException">The features are not as many as these maps hold.</exception>
    internal Tensor Unfold(Tensor features, string layer) => features.shape[1] == Features
        ? features.permute(2, 0, 1).reshape(features.shape[2], features.shape[0] * Channels, Height, Width)
        : throw new ArgumentException(
            $"{layer} takes {Features} features ({this}), but was given {features.shape[1]}.", nameof(features));

    /// <summary>The reverse of <see cref="Unfold"/>: a view, where maps lie one after another in memory.</summary>
    internal Tensor Fold(Tensor maps) =>
        maps.reshape(maps.shape[0], maps.shape[1] / Channels, Features).permute(1, 2, 0);
}
