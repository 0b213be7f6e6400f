using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pruning.Shared.Kernels;

/// <content>tanh |x| = m / (m + 2), m = e^(2|x|) − 1, and an odd polynomial below 0.55; the sign is x's.</content>
internal static partial class ExactMath
{
    /// <summary>Beyond 9.02, tanh is 1 in float32.</summary>
    private const float TanhLargest = 10;

    /// <summary>The polynomial is used below it.</summary>
    private const float TanhSmall = 0.55f;

    // (tanh x / x − 1) / x², in x², for |x| ≤ 0.55.
    private const float T0 = -0.33333316f;
    private const float T1 = 0.13332544f;
    private const float T2 = -0.053847548f;
    private const float T3 = 0.021050714f;
    private const float T4 = -0.0062428489f;

    /// <summary>tanh x, odd to the bit and never beyond ±1; tanh ±0 = ±0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Tanh(Vector<float> x)
    {
        var magnitude = Vector.Abs(x);
        magnitude = Vector.ConditionalSelect(Vector.GreaterThan(magnitude, new(TanhLargest)), new(TanhLargest),
            magnitude);
        var tail = ExpTail(magnitude + magnitude, out var exponent);
        var scale = Vector.AsVectorSingle(Vector.AsVectorInt32(Vector<float>.One) + exponent);
        var m = Vector.FusedMultiplyAdd(scale, tail, scale - Vector<float>.One);
        var large = m / (m + new Vector<float>(2));

        var z = magnitude * magnitude;
        var q = Vector.FusedMultiplyAdd(new(T4), z, new(T3));
        q = Vector.FusedMultiplyAdd(q, z, new(T2));
        q = Vector.FusedMultiplyAdd(q, z, new(T1));
        q = Vector.FusedMultiplyAdd(q, z, new(T0));
        var small = Vector.FusedMultiplyAdd(magnitude * z, q, magnitude);
        return Vector.ConditionalSelect(Vector.LessThan(magnitude, new(TanhSmall)), small,
            large) | (x & new Vector<float>(-0f));
    }

    /// <inheritdoc cref="Tanh(Vector{float})"/>
    public static float Tanh(float x)
    {
        var magnitude = MathF.Abs(x);
        magnitude = magnitude > TanhLargest ? TanhLargest : magnitude;
        if (magnitude < TanhSmall)
        {
            var z = magnitude * magnitude;
            var q = MathF.FusedMultiplyAdd(T4, z, T3);
            q = MathF.FusedMultiplyAdd(q, z, T2);
            q = MathF.FusedMultiplyAdd(q, z, T1);
            q = MathF.FusedMultiplyAdd(q, z, T0);
            return MathF.CopySign(MathF.FusedMultiplyAdd(magnitude * z, q, magnitude), x);
        }

        var tail = ExpTail(magnitude + magnitude, out var exponent);
        var scale = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(1f) + exponent);
        var m = MathF.FusedMultiplyAdd(scale, tail, scale - 1);
        return MathF.CopySign(m / (m + 2), x);
    }
}
