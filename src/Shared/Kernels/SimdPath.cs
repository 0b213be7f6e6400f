using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Pruning.Shared.Kernels;

/// <summary>
/// The register width of this processor's kernels. It affects speed only: all paths give the same bits.
/// </summary>
public enum SimdPath
{
    /// <summary>One float at a time.</summary>
    Plain,

    /// <summary>Four floats: Arm64.</summary>
    AdvSimd,

    /// <summary>Eight floats: x86-64 with AVX2 and FMA.</summary>
    Avx2,

    /// <summary>Sixteen floats: x86-64 with AVX-512.</summary>
    Avx512,
}
