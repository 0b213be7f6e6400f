using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pruning.Shared.Kernels;

/// <content>log x = e·ln 2 + log(1 + f), where x = 2ᵉ·(1 + f) and √½ ≤ 1 + f &lt; √2.</content>
internal static partial class ExactMath
{
    private const float Smallest = 1.17549435e-38f;

    /// <summary>2²³: scales subnormal numbers into the normal range.</summary>
    private const float Lift = 8388608f;

    /// <summary>The bits of √½.</summary>
    private const int RootOfHalf = 0x3F3504F3;

    // (log(1 + f) − f) / f² for √½ ≤ 1 + f < √2.
    private const float L0 = -0.49999988f;
    private const float L1 = 0.33333322f;
    private const float L2 = -0.2500161f;
    private const float L3 = 0.20002225f;
    private const float L4 = -0.16608612f;
    private const float L5 = 0.14176284f;
    private const float L6 = -0.13240774f;
    private const float L7 = 0.12941259f;
    private const float L8 = -0.0767583f;

    /// <summary>The natural logarithm; −∞ for ±0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Log(Vector<float> x)
    {
        var subnormal = Vector.LessThan(x, new(Smallest));
        var bits = Vector.AsVectorInt32(Vector.ConditionalSelect(subnormal, x * new Vector<float>(Lift), x));
        var exponent = Vector.ShiftRightArithmetic(bits - new Vector<int>(RootOfHalf), 23);
        var f = Vector.AsVectorSingle(bits - Vector.ShiftLeft(exponent, 23)) - Vector<float>.One;
        var e = Vector.ConvertToSingle(exponent + (subnormal & new Vector<int>(-23)));

        // high + low is exactly e·Ln2High + f.
        var high = Vector.FusedMultiplyAdd(e, new(Ln2High), f);
        var low = Vector.FusedMultiplyAdd(e, new(Ln2High), -high) + f;
        low = Vector.FusedMultiplyAdd(e, new(Ln2Low), low);
        var q = Vector.FusedMultiplyAdd(new(L8), f, new(L7));
        q = Vector.FusedMultiplyAdd(q, f, new(L6));
        q = Vector.FusedMultiplyAdd(q, f, new(L5));
        q = Vector.FusedMultiplyAdd(q, f, new(L4));
        q = Vector.FusedMultiplyAdd(q, f, new(L3));
        q = Vector.FusedMultiplyAdd(q, f, new(L2));
        q = Vector.FusedMultiplyAdd(q, f, new(L1));
        q = Vector.FusedMultiplyAdd(q, f, new(L0));
        var result = high + Vector.FusedMultiplyAdd(f * f, q, low);

        var infinite = new Vector<float>(float.PositiveInfinity);
        result = Vector.ConditionalSelect(Vector.LessThan(x, infinite), result, x);
        result = Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), new(float.NaN), result);
        return Vector.ConditionalSelect(Vector.Equals(x, Vector<float>.Zero), -infinite, result);
    }

    /// <inheritdoc cref="Log(Vector{float})"/>
    public static float Log(float x)
    {
        if (x <= 0)
        {
            return x < 0 ? float.NaN : float.NegativeInfinity;
        }

        if (!(x < float.PositiveInfinity))
        {
            return x;
        }

        var subnormal = x < Smallest;
        var bits = BitConverter.SingleToInt32Bits(subnormal ? x * Lift : x);
        var exponent = (bits - RootOfHalf) >> 23;
        var f = BitConverter.Int32BitsToSingle(bits - (exponent << 23)) - 1;
        float e = subnormal ? exponent - 23 : exponent;
        var high = MathF.FusedMultiplyAdd(e, Ln2High, f);
        var low = MathF.FusedMultiplyAdd(e, Ln2High, -high) + f;
        low = MathF.FusedMultiplyAdd(e, Ln2Low, low);
        var q = MathF.FusedMultiplyAdd(L8, f, L7);
        q = MathF.FusedMultiplyAdd(q, f, L6);
        q = MathF.FusedMultiplyAdd(q, f, L5);
        q = MathF.FusedMultiplyAdd(q, f, L4);
        q = MathF.FusedMultiplyAdd(q, f, L3);
        q = MathF.FusedMultiplyAdd(q, f, L2);
        q = MathF.FusedMultiplyAdd(q, f, L1);
        q = MathF.FusedMultiplyAdd(q, f, L0);
        return high + MathF.FusedMultiplyAdd(f * f, q, low);
    }

    /// <summary>log(1 + x) of x ≥ 0, accurate near 0 too: log u + c / u, where u + c = 1 + x without error.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Log1P(Vector<float> x)
    {
        var u = Vector<float>.One + x;
        var smaller = Vector.LessThan(x, Vector<float>.One);
        var c = Vector.ConditionalSelect(smaller, x - (u - Vector<float>.One), Vector<float>.One - (u - x));
        return Vector.ConditionalSelect(Vector.LessThan(u, new(float.PositiveInfinity)), Log(u) + (c / u), u);
    }

    /// <inheritdoc cref="Log1P(Vector{float})"/>
    public static float Log1P(float x)
    {
        var u = 1 + x;
        var c = x < 1 ? x - (u - 1) : 1 - (u - x);
        return u < float.PositiveInfinity ? Log(u) + (c / u) : u;
    }
}
