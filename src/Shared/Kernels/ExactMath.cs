using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pruning.Shared.Kernels;

/// <summary>
/// exp, log and tanh in float32, and log in double, from additions, products and fused multiply-adds, each rounded once
/// (IEEE 754): the same bits on every processor and system, scalar or vectorised. <c>docs/numbers.md</c> gives the
/// errors; the polynomial coefficients were fitted for this project by Remez's exchange.
/// </summary>
/// <remarks>The payload of a NaN is unspecified: no figure depends on it.</remarks>
internal static partial class ExactMath
{
    /// <summary>Above it, exp is +∞: the largest float below 128·ln 2.</summary>
    private const float ExpLargest = 88.72283f;

    /// <summary>Below it, exp is +0 rather than a subnormal number: the least float above −126·ln 2.</summary>
    private const float ExpSmallest = -87.33654f;

    /// <summary>
    /// 1.5·2²³: adding a number of moderate size rounds it to an integer, ties to even, held in the lowest bits.
    /// </summary>
    private const float Rounder = 12582912f;

    private const float Log2E = 1.442695f;

    /// <summary>ln 2 to 16 bits, so that its products by exponents are exact.</summary>
    private const float Ln2High = 0.69314575f;

    /// <summary>The rest of ln 2.</summary>
    private const float Ln2Low = 1.4286068e-06f;

    // (eʳ − 1 − r) / r² for |r| ≤ ln 2 / 2.
    private const float E0 = 0.5f;
    private const float E1 = 0.16666636f;
    private const float E2 = 0.04166651f;
    private const float E3 = 0.00834151f;
    private const float E4 = 0.0013930543f;
    private const float E5 = 0.00015046482f;

    /// <summary>eˣ; +0 where the true value is below 2⁻¹²⁶ (x &lt; −87.33654).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Exp(Vector<float> x)
    {
        var tail = ExpTail(x, out var exponent);
        var result = Vector.AsVectorSingle(Vector.AsVectorInt32(tail + Vector<float>.One) + exponent);
        result = Vector.ConditionalSelect(Vector.GreaterThan(x, new(ExpLargest)), new(float.PositiveInfinity), result);
        result = Vector.ConditionalSelect(Vector.LessThan(x, new(ExpSmallest)), Vector<float>.Zero, result);
        return Vector.ConditionalSelect(Vector.Equals(x, x), result, x);
    }

    /// <inheritdoc cref="Exp(Vector{float})"/>
    public static float Exp(float x)
    {
        if (float.IsNaN(x))
        {
            return x;
        }

        if (x > ExpLargest)
        {
            return float.PositiveInfinity;
        }

        if (x < ExpSmallest)
        {
            return 0;
        }

        var tail = ExpTail(x, out var exponent);
        return BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(tail + 1) + exponent);
    }

    /// <summary>eʳ − 1, where x = n·ln 2 + r and |r| ≤ ln 2 / 2.</summary>
    /// <param name="exponent">n·2²³: added to a float's bits, it multiplies the float by 2ⁿ.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> ExpTail(Vector<float> x, out Vector<int> exponent)
    {
        var rounded = Vector.FusedMultiplyAdd(x, new(Log2E), new(Rounder));
        exponent = Vector.ShiftLeft(Vector.AsVectorInt32(rounded), 23);
        var n = rounded - new Vector<float>(Rounder);
        var r = Vector.FusedMultiplyAdd(n, new(-Ln2High), x);
        r = Vector.FusedMultiplyAdd(n, new(-Ln2Low), r);
        var q = Vector.FusedMultiplyAdd(new(E5), r, new(E4));
        q = Vector.FusedMultiplyAdd(q, r, new(E3));
        q = Vector.FusedMultiplyAdd(q, r, new(E2));
        q = Vector.FusedMultiplyAdd(q, r, new(E1));
        q = Vector.FusedMultiplyAdd(q, r, new(E0));
        return Vector.FusedMultiplyAdd(r * r, q, r);
    }

    private static float ExpTail(float x, out int exponent)
    {
        var rounded = MathF.FusedMultiplyAdd(x, Log2E, Rounder);
        exponent = BitConverter.SingleToInt32Bits(rounded) << 23;
        var n = rounded - Rounder;
        var r = MathF.FusedMultiplyAdd(n, -Ln2High, x);
        r = MathF.FusedMultiplyAdd(n, -Ln2Low, r);
        var q = MathF.FusedMultiplyAdd(E5, r, E4);
        q = MathF.FusedMultiplyAdd(q, r, E3);
        q = MathF.FusedMultiplyAdd(q, r, E2);
        q = MathF.FusedMultiplyAdd(q, r, E1);
        q = MathF.FusedMultiplyAdd(q, r, E0);
        return MathF.FusedMultiplyAdd(r * r, q, r);
    }
}
