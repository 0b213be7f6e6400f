using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Pruning.Shared.Kernels;

/// <summary>Which registers this processor's kernels use. It moves speed alone: every path gives the same bits.</summary>
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

/// <summary>The choice of the kernels' path, made once a process.</summary>
public static class Simd
{
    /// <summary>The path taken here; <c>DOTNET_EnableAVX512=0</c> and its like restrict it.</summary>
    public static SimdPath Path { get; } =
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? SimdPath.Avx512
        : Avx2.IsSupported && Fma.IsSupported ? SimdPath.Avx2
        : AdvSimd.Arm64.IsSupported ? SimdPath.AdvSimd
        : SimdPath.Plain;
}
