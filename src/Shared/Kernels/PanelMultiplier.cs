using System.Runtime.Intrinsics;

namespace Pruning.Shared.Kernels;

/// <summary>
/// Computes parts of a <see cref="PanelProduct"/> with the registers of one width; which width moves no bit.
/// </summary>
internal abstract class PanelMultiplier
{
    /// <summary>That of this processor.</summary>
    public static PanelMultiplier Fastest { get; } = Simd.Path switch
    {
        SimdPath.Avx512 => new PanelMultiplier<Lanes512, Vector512<float>>(),
        SimdPath.Avx2 => new PanelMultiplier<Lanes256, Vector256<float>>(),
        SimdPath.AdvSimd => new PanelMultiplier<Lanes128, Vector128<float>>(),
        _ => new PanelMultiplier<Lanes1, float>(),
    };

    /// <summary>Finishes the elements of some rows and panels: every k, the bias, and what was there.</summary>
    public abstract void Run(in PanelProduct product, int firstRow, int rows, int firstPanel, int panels);
}
