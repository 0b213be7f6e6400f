namespace Pruning.Shared.Kernels;

/// <summary>
/// A product of a matrix A [rows, depth], row- or column-major, and a matrix B [depth, 16·panels] in panels of sixteen
/// columns: C[r, c] = Σ_k↑ A[r, k]·B[k, c], one chain of fused multiply-adds from +0, k ascending; then + bias[r], one
/// addition; then, optionally, + the previous C[r, c], one addition.
/// </summary>
internal readonly unsafe struct PanelProduct
{
    /// <summary>A[r, k] is at A + r·ARow + k·AStep.</summary>
    public float* A { get; init; }

    /// <summary>Floats from one row of A to the next.</summary>
    public nint ARow { get; init; }

    /// <summary>Floats from one column of A to the next.</summary>
    public nint AStep { get; init; }

    /// <summary>B[k, c] is at B + ⌊c / 16⌋·BPanel + 16·k + c mod 16.</summary>
    public float* B { get; init; }

    /// <summary>Floats from one panel of B to the next.</summary>
    public nint BPanel { get; init; }

    /// <summary>C[r, c] is at C + ⌊c / 16⌋·CPanel + r·CRow + c mod 16.</summary>
    public float* C { get; init; }

    /// <summary>Floats from one row of C to the next.</summary>
    public nint CRow { get; init; }

    /// <summary>Floats from one panel of C to the next.</summary>
    public nint CPanel { get; init; }

    /// <summary>One float per row, added last; null: none.</summary>
    public float* Bias { get; init; }

    /// <summary>Rows of A and C.</summary>
    public int Rows { get; init; }

    /// <summary>Columns of A and rows of B, summed over.</summary>
    public int Depth { get; init; }

    /// <summary>Panels of B and C.</summary>
    public int Panels { get; init; }

    /// <summary>Whether the finished sums are added to C.</summary>
    public bool Add { get; init; }

    /// <summary>Fused multiply-adds.</summary>
    public long Operations => (long)Rows * Depth * Panels * Kernels.Panels.Width;
}
