using System.Runtime.InteropServices;

namespace Pruning.Shared.Kernels;

/// <summary>
/// A band of rows of a panel's outputs, and four filters, whose products are added to a block's sums.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal unsafe struct TapBand
{
    /// <summary>The first row.</summary>
    public int Row;

    /// <summary>After the last row.</summary>
    public int End;

    /// <summary>Floats of a row of outputs.</summary>
    public nint OutputRow;

    /// <summary>Floats of a row of inputs, times the stride.</summary>
    public nint InputRow;

    /// <summary>Floats from one output's inputs to its right neighbour's.</summary>
    public nint InputStep;

    /// <summary>The panel's inputs.</summary>
    public float* Input;

    /// <summary>
    /// The first filter's output gradients, of all rows; likewise the others. Missing filters repeat the last one.
    /// </summary>
    public float* Gradient0;
    public float* Gradient1;
    public float* Gradient2;
    public float* Gradient3;
}
