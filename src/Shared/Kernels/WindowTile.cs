using System.Runtime.InteropServices;

namespace Pruning.Shared.Kernels;

/// <summary>
/// Three registers, or two, of a map's elements that are summed together because the same part of the kernel applies to
/// each: Rows × Columns taps from <see cref="Tap"/> on.
/// </summary>
/// <param name="Tap">Index in the kernel of the first tap.</param>
/// <param name="Three">Whether there are three.</param>
/// <param name="Source0">
/// Offset in floats, lanes included, of the first one's first factor in a source map; likewise the others.
/// </param>
/// <param name="Target0">
/// Offset in floats, lanes included, of the first one in a target map; likewise the others.
/// </param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WindowTile(
    int Tap, int Rows, int Columns, bool Three,
    int Source0, int Source1, int Source2, int Target0, int Target1, int Target2);
