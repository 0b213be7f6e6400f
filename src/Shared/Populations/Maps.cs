using static TorchSharp.torch;

namespace Pruning.Shared.Populations;

/// <summary>
/// The shape of one example's image or feature maps; as features they are ordered by channel, then row.
/// </summary>
public sealed record Maps(int Channels, int Height, int Width)
{
    /// <summary>Number of values, all channels together.</summary>
    public int Features => Channels * Height * Width;

    public override string ToString() => $"{Channels}×{Height}×{Width}";

    /// <summary>Gets whether a square of this side fits a map.</summary>
    internal bool Holds(int side) => side >= 1 && side <= Height && side <= Width;

    /// <summary>Adds rows and columns on every side.</summary>
    internal Maps Padded(int padding) => new(Channels, Height + (2 * padding), Width + (2 * padding));

    /// <summary>Keeps <paramref name="left"/> of <paramref name="groups"/> equal groups of channels.</summary>
    internal Maps WithFewerGroups(int groups, int left) => this with { Channels = Channels * left / groups };

    /// <summary>
    /// Reshapes [R, features, batch] to [batch, R·channels, height, width]; a view if the batch is outermost in memory.
    /// </summary>
    /// <exception cref="ArgumentException">The number of features differs from these maps'.</exception>
    internal Tensor Unfold(Tensor features, string layer) => features.shape[1] == Features
        ? features.permute(2, 0, 1).reshape(features.shape[2], features.shape[0] * Channels, Height, Width)
        : throw new ArgumentException(
            $"{layer} expected {Features} features ({this}); got {features.shape[1]}.", nameof(features));

    /// <summary>Reverses <see cref="Unfold"/>: a view if maps are contiguous in memory.</summary>
    internal Tensor Fold(Tensor maps) =>
        maps.reshape(maps.shape[0], maps.shape[1] / Channels, Features).permute(1, 2, 0);
}
