using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Pruning.Shared.Kernels;

/// <summary>The choice of the kernels' register width, made once per process.</summary>
public static class Simd
{
    /// <summary>The path in use; <c>DOTNET_EnableAVX512=0</c> and similar variables restrict it.</summary>
    public static SimdPath Path { get; } =
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? SimdPath.Avx512
        : Avx2.IsSupported && Fma.IsSupported ? SimdPath.Avx2
        : AdvSimd.Arm64.IsSupported ? SimdPath.AdvSimd
        : SimdPath.Plain;
}
