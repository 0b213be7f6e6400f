namespace Pruning.Shared.Kernels;

/// <summary>
/// Three elements of a map that are summed together because the same part of the kernel applies to each: Rows × Columns taps from
/// <see cref="Tap"/> on. Where fewer than three were left, the last one is repeated.
/// </summary>
/// <param name="Tap">Index in the kernel of the first tap.</param>
/// <param name="Source0">Offset in floats of the first element's first factor in a source map; likewise the others.</param>
/// <param name="Target0">Offset in floats of the first element in a target map; likewise the others.</param>
internal readonly record struct WindowTile(
    int Tap, int Rows, int Columns, int Source0, int Source1, int Source2, int Target0, int Target1, int Target2);
