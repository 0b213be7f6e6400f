using System.Runtime.InteropServices;

namespace Pruning.Shared.Kernels;

/// <summary>
/// Three taps whose gradients are summed together because they use the same outputs: those of rows RowFrom … RowEnd − 1
/// and of <see cref="Columns"/> columns from <see cref="ColumnFrom"/> on. If fewer than three remain, the last one is
/// repeated.
/// </summary>
/// <param name="Count">Taps without repetition.</param>
/// <param name="Tap0">
/// Index of the first tap in a filter, [channel, kernel row, kernel column]; likewise the others.
/// </param>
/// <param name="Input0">
/// Offset in floats of the first tap's input for output (0, 0), padding included; likewise the others.
/// </param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TapTile(
    int RowFrom, int RowEnd, int ColumnFrom, int Columns, int Count,
    int Tap0, int Tap1, int Tap2, int Input0, int Input1, int Input2);
