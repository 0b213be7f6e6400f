namespace Pruning.Shared.Kernels;

/// <summary>
/// How activations of a batch of B examples lie in memory: sixteen examples side by side, [⌈B / 16⌉, features, 16]. The sixteen values of
/// one feature fill a cache line, and a panel of sixteen examples is what one register tile of a product reads.
/// </summary>
/// <remarks>
/// Lanes beyond B: of a net's inputs and of all gradients they are zero; of other activations they hold finite values of no meaning as long
/// as the parameters are finite.
/// </remarks>
internal static unsafe partial class Panels
{
    /// <summary>Examples in a panel.</summary>
    public const int Width = 16;

    /// <summary>Panels that a batch fills.</summary>
    public static int Count(int batch) => (batch + Width - 1) / Width;

    /// <summary>Floats of a batch's activations.</summary>
    public static long Length(long features, int batch) => features * Count(batch) * Width;
}
