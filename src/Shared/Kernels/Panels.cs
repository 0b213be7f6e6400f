using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pruning.Shared.Kernels;

/// <summary>
/// The memory layout of a batch of B examples' activations: sixteen examples side by side, [⌈B / 16⌉, features, 16].
/// The sixteen values of one feature fill a cache line, and a register tile of a product reads one panel.
/// </summary>
/// <remarks>
/// Lanes beyond B are zero in a net's inputs and in all gradients; in other activations they hold arbitrary finite
/// values, as long as the parameters are finite.
/// </remarks>
internal static unsafe class Panels
{
    /// <summary>Examples in a panel.</summary>
    public const int Width = 16;

    /// <summary>Gets the number of panels of a batch.</summary>
    public static int Count(int batch) => (batch + Width - 1) / Width;

    /// <summary>Gets the number of floats of a batch's activations.</summary>
    public static long Length(long features, int batch) => features * Count(batch) * Width;

    /// <summary>
    /// Gathers rows into panels: lane l of panel p is row <paramref name="rows"/>[16p + l]; lanes beyond are zero.
    /// </summary>
    /// <param name="examples">[examples, features].</param>
    /// <param name="rows">Indices of the examples, in order.</param>
    /// <param name="panels">[⌈rows / 16⌉, features, 16].</param>
    public static void FromRows(float* examples, int features, ReadOnlySpan<int> rows, float* panels)
    {
        const int Side = Width / 2;
        var eight = stackalloc float*[Side];
        for (var start = 0; start < rows.Length; start += Side)
        {
            var count = Math.Min(Side, rows.Length - start);
            for (var lane = 0; lane < Side; lane++)
            {
                // Lanes beyond the rows repeat the last row until they are cleared.
                eight[lane] = examples + ((long)rows[start + Math.Min(lane, count - 1)] * features);
            }

            var panel = panels + (start / Width * (long)features * Width);
            Transposition.Gathered(eight, features, panel + (start % Width), Width);
        }

        ClearBeyond(panels, features, rows.Length);
    }

    /// <summary>Converts all examples in order; lanes beyond them are zero.</summary>
    /// <param name="examples">[batch, features].</param>
    /// <param name="panels">[⌈batch / 16⌉, features, 16].</param>
    public static void FromRows(float* examples, int features, int batch, float* panels)
    {
        for (var start = 0; start < batch; start += Width)
        {
            var first = start * (long)features;
            var count = Math.Min(Width, batch - start);
            Transposition.Run(examples + first, features, panels + first, Width, count, features);
        }

        ClearBeyond(panels, features, batch);
    }

    /// <summary>Converts panels back to row-major examples.</summary>
    /// <param name="panels">[⌈batch / 16⌉, features, 16].</param>
    /// <param name="examples">[batch, features].</param>
    public static void ToRows(float* panels, int features, int batch, float* examples)
    {
        for (var start = 0; start < batch; start += Width)
        {
            var first = start * (long)features;
            var count = Math.Min(Width, batch - start);
            Transposition.Run(panels + first, Width, examples + first, features, features, count);
        }
    }

    /// <summary>Sets the lanes beyond the batch to zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ClearBeyond(float* panels, int features, int batch)
    {
        var used = batch % Width;
        if (used == 0)
        {
            return;
        }

        // By masks, two registers per feature.
        var limit = Vector256.Create(used);
        var low = Vector256.LessThan(Vector256<int>.Indices, limit).AsSingle();
        var high = Vector256.LessThan(Vector256<int>.Indices + Vector256.Create(Width / 2), limit).AsSingle();
        var last = panels + ((batch - used) * (long)features);
        for (var feature = 0; feature < features; feature++)
        {
            (Vector256.Load(last) & low).Store(last);
            (Vector256.Load(last + (Width / 2)) & high).Store(last + (Width / 2));
            last += Width;
        }
    }
}
