namespace Pruning.Shared.Kernels;

/// <summary>
/// How activations of a batch of B examples lie in memory: sixteen examples side by side, [⌈B / 16⌉, features, 16]. The sixteen values of
/// one feature fill a cache line, and a panel of sixteen examples is what one register tile of a product reads.
/// </summary>
/// <remarks>
/// Lanes beyond B: of a net's inputs and of all gradients they are zero; of other activations they hold finite values of no meaning as long
/// as the parameters are finite.
/// </remarks>
internal static unsafe class Panels
{
    /// <summary>Examples in a panel.</summary>
    public const int Width = 16;

    /// <summary>Panels that a batch fills.</summary>
    public static int Count(int batch) => (batch + Width - 1) / Width;

    /// <summary>Floats of a batch's activations.</summary>
    public static long Length(long features, int batch) => features * Count(batch) * Width;

    /// <summary>Examples side by side: lane l of panel p is row <paramref name="rows"/>[16p + l]; lanes beyond them are zero.</summary>
    /// <param name="examples">[examples, features].</param>
    /// <param name="rows">Which examples, in which order.</param>
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
                // Lanes that there is no row for take the last one's values until they are cleared.
                eight[lane] = examples + ((long)rows[start + Math.Min(lane, count - 1)] * features);
            }

            Transposition.Gathered(eight, features, panels + (start / Width * (long)features * Width) + (start % Width), Width);
        }

        ClearBeyond(panels, features, rows.Length);
    }

    /// <summary>All examples in their order; lanes beyond them are zero.</summary>
    /// <param name="examples">[batch, features].</param>
    /// <param name="panels">[⌈batch / 16⌉, features, 16].</param>
    public static void FromRows(float* examples, int features, int batch, float* panels)
    {
        for (var start = 0; start < batch; start += Width)
        {
            Transposition.Run(examples + (start * (long)features), features, panels + (start * (long)features), Width, Math.Min(Width, batch - start), features);
        }

        ClearBeyond(panels, features, batch);
    }

    /// <summary>Examples one after another again.</summary>
    /// <param name="panels">[⌈batch / 16⌉, features, 16].</param>
    /// <param name="examples">[batch, features].</param>
    public static void ToRows(float* panels, int features, int batch, float* examples)
    {
        for (var start = 0; start < batch; start += Width)
        {
            Transposition.Run(panels + (start * (long)features), Width, examples + (start * (long)features), features, features, Math.Min(Width, batch - start));
        }
    }

    /// <summary>Sets the lanes beyond the batch to zero.</summary>
    public static void ClearBeyond(float* panels, int features, int batch)
    {
        var used = batch % Width;
        if (used == 0)
        {
            return;
        }

        var last = panels + ((batch - used) * (long)features);
        for (var feature = 0; feature < features; feature++)
        {
            new Span<float>(last + used, Width - used).Clear();
            last += Width;
        }
    }
}
