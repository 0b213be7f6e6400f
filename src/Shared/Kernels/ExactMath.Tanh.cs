using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pruning.Shared.Kernels;

/// <content>tanh |x| = m / (m + 2) where m = e^(2|x|) − 1; the sign is x's.</content>
internal static partial class ExactMath
{
    /// <summary>tanh of more than 9.02 is 1 in float32.</summary>
    private const float TanhLargest = 10;

    /// <summary>Below it, t = m / (m + 2) is taken once more through m/2 − t·m/2, which is the same and lets the sum's rounding count little.</summary>
    private const float TanhSmall = 0.17f;

    /// <summary>tanh x, odd to the bit and never beyond ±1; tanh ±0 = ±0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Tanh(Vector<float> x)
    {
        var magnitude = Vector.Abs(x);
        magnitude = Vector.ConditionalSelect(Vector.GreaterThan(magnitude, new(TanhLargest)), new(TanhLargest), magnitude);
        var tail = ExpTail(magnitude + magnitude, out var exponent);
        var scale = Vector.AsVectorSingle(Vector.AsVectorInt32(Vector<float>.One) + exponent);
        var m = Vector.FusedMultiplyAdd(scale, tail, scale - Vector<float>.One);
        var t = m / (m + new Vector<float>(2));
        var half = m * new Vector<float>(0.5f);
        t = Vector.ConditionalSelect(Vector.LessThan(magnitude, new(TanhSmall)), Vector.FusedMultiplyAdd(-half, t, half), t);
        return t | (x & new Vector<float>(-0f));
    }

    /// <inheritdoc cref="Tanh(Vector{float})"/>
    public static float Tanh(float x)
    {
        var magnitude = MathF.Abs(x);
        magnitude = magnitude > TanhLargest ? TanhLargest : magnitude;
        var tail = ExpTail(magnitude + magnitude, out var exponent);
        var scale = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(1f) + exponent);
        var m = MathF.FusedMultiplyAdd(scale, tail, scale - 1);
        var t = m / (m + 2);
        var half = m * 0.5f;
        return MathF.CopySign(magnitude < TanhSmall ? MathF.FusedMultiplyAdd(-half, t, half) : t, x);
    }
}
