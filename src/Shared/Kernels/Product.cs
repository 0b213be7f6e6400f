namespace Pruning.Shared.Kernels;

/// <summary>Products of row-major matrices.</summary>
internal static unsafe class Product
{
    /// <summary>
    /// Computes C = A·B: C[r, c] = Σ_k↑ A[r, k]·B[k, c], one chain of fused multiply-adds from +0, k ascending.
    /// </summary>
    /// <param name="a">[m, k].</param>
    /// <param name="b">[k, n].</param>
    /// <param name="c">[m, n].</param>
    /// <param name="multiplier">The registers to use; null: this processor's.</param>
    public static void Multiply(float* a, float* b, float* c, int m, int k, int n, PanelMultiplier? multiplier = null)
    {
        var (panels, full) = (Panels.Count(n), n / Panels.Width);
        using var packed = new AlignedBuffer((long)panels * k * Panels.Width);
        for (var panel = 0; panel < panels; panel++)
        {
            var columns = Math.Min(Panels.Width, n - (panel * Panels.Width));
            var to = packed.Data + ((long)panel * k * Panels.Width);
            for (var row = 0; row < k; row++)
            {
                new Span<float>(b + ((long)row * n) + (panel * Panels.Width), columns).CopyTo(new(to, columns));
                to += Panels.Width;
            }
        }

        var product = new PanelProduct
        {
            A = a,
            ARow = k,
            AStep = 1,
            B = packed.Data,
            BPanel = (nint)k * Panels.Width,
            C = c,
            CRow = n,
            CPanel = Panels.Width,
            Rows = m,
            Depth = k,
            Panels = full,
        };
        var blocks = new ProductBlocks(multiplier ?? PanelMultiplier.Fastest);
        blocks.Run(product);
        if (full == panels)
        {
            return;
        }

        // The last columns do not fill a panel and get a padded one.
        using var edge = new AlignedBuffer((long)m * Panels.Width);
        blocks.Run(product with
        {
            B = packed.Data + (full * product.BPanel),
            C = edge.Data,
            CRow = Panels.Width,
            Panels = 1,
        });
        for (var row = 0; row < m; row++)
        {
            var to = c + ((long)row * n) + (full * Panels.Width);
            var from = edge.Data + ((long)row * Panels.Width);
            new Span<float>(from, n % Panels.Width).CopyTo(new(to, n % Panels.Width));
        }
    }
}
