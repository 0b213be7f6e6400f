using System.Runtime.CompilerServices;

namespace Pruning.Shared.Kernels;

/// <summary>
/// Registers of one float, for any processor; without an instruction for it, fused multiply-add runs slowly in
/// software.
/// </summary>
internal readonly unsafe struct Lanes1 : ILanes<float>
{
    public static int Count => 1;

    public static float Zero => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Broadcast(float value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Load(float* from) => *from;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float vector, float* to) => *to = vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Add(float a, float b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MultiplyAdd(float a, float b, float c) => MathF.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Larger(float a, float b) => a > b ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LargerOrNaN(float a, float b) => a > b || float.IsNaN(a) ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float WhereSame(float a, float b, float then, float otherwise) =>
        a == b || (float.IsNaN(a) && float.IsNaN(b)) ? then : otherwise;
}
