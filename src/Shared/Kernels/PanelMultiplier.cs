using System.Runtime.Intrinsics;

namespace Pruning.Shared.Kernels;

/// <summary>
/// Computes parts of a <see cref="PanelProduct"/> with one register width; results do not depend on it.
/// </summary>
internal abstract class PanelMultiplier
{
    /// <summary>The multiplier for this processor.</summary>
    public static PanelMultiplier Fastest { get; } = Simd.Path switch
    {
        SimdPath.Avx512 => new PanelMultiplier<Lanes512, Vector512<float>>(),
        SimdPath.Avx2 => new PanelMultiplier<Lanes256, Vector256<float>>(),
        SimdPath.AdvSimd => new PanelMultiplier<Lanes128, Vector128<float>>(),
        _ => new PanelMultiplier<Lanes1, float>(),
    };

    /// <summary>Computes some rows and panels completely: all k, the bias, and the values added to.</summary>
    public abstract void Run(in PanelProduct product, int firstRow, int rows, int firstPanel, int panels);
}
