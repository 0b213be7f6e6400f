namespace Pruning.Shared.Kernels;

/// <summary>A range of rows and panels of a <see cref="PanelProduct"/>, summed over a range of its terms.</summary>
internal readonly unsafe struct Stretch
{
    /// <summary>The first row's first term.</summary>
    public float* A { get; init; }

    /// <summary>Floats from one row of A to the next, within a tile.</summary>
    public nint ARow { get; init; }

    /// <summary>Floats from one term of A to the next.</summary>
    public nint AStep { get; init; }

    /// <summary>Floats from one tile of six rows of A to the next.</summary>
    public nint ATile { get; init; }

    /// <summary>The first panel's first term.</summary>
    public float* B { get; init; }

    /// <summary>Floats from one panel of B to the next.</summary>
    public nint BPanel { get; init; }

    /// <summary>The first row of the first panel of the result.</summary>
    public float* C { get; init; }

    /// <summary>Floats from one row of C to the next.</summary>
    public nint CRow { get; init; }

    /// <summary>Floats from one panel of C to the next.</summary>
    public nint CPanel { get; init; }

    /// <summary>The first row's bias, added after these terms; null: none.</summary>
    public float* Bias { get; init; }

    /// <summary>Rows.</summary>
    public int Rows { get; init; }

    /// <summary>Panels.</summary>
    public int Panels { get; init; }

    /// <summary>Terms.</summary>
    public int Depth { get; init; }

    /// <summary>Whether C holds the partial sums of earlier terms.</summary>
    public bool Resume { get; init; }

    /// <summary>Whether the finished sums are added to C.</summary>
    public bool Add { get; init; }

    /// <summary>Selects some of the rows.</summary>
    public Stretch From(int row, int rows) => this with
    {
        A = A + (row * ARow),
        C = C + (row * CRow),
        Bias = Bias == null ? null : Bias + row,
        Rows = rows,
    };
}
