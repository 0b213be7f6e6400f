using System.Runtime.Intrinsics;

namespace Pruning.Shared.Pruning.Curvature;

/// <summary>
/// exp and tanh in double, from operations that IEEE 754 rounds once: the same bits on every processor. With x = n·ln 2
/// + r and |r| ≤ ln 2 / 2, eˣ is 2ⁿ times Taylor's polynomial of degree 13 in r, whose rest is below 2⁻⁵⁷.
/// </summary>
internal static class DualMath
{
    /// <summary>Below it, exp is +0: the true value nears the subnormal numbers.</summary>
    private const double ExpSmallest = -708;

    /// <summary>Beyond 19.1, tanh is 1 in double.</summary>
    private const double TanhLargest = 20;

    /// <summary>
    /// 1.5·2⁵²: adding a number of moderate size rounds it to an integer, ties to even, held in the lowest bits.
    /// </summary>
    private const double Rounder = 6755399441055744;

    private const double Log2E = 1.4426950408889634;

    /// <summary>ln 2 to 42 bits, so that its products by exponents are exact.</summary>
    private const double Ln2High = 0.6931471805598903;

    /// <summary>The rest of ln 2.</summary>
    private const double Ln2Low = 5.497923018708371E-14;

    /// <summary>1 / k!, k from 13 to 2.</summary>
    private static ReadOnlySpan<double> InverseFactorials =>
    [
        1 / 6227020800.0, 1 / 479001600.0, 1 / 39916800.0, 1 / 3628800.0, 1 / 362880.0, 1 / 40320.0, 1 / 5040.0,
        1 / 720.0, 1 / 120.0, 1 / 24.0, 1 / 6.0, 0.5,
    ];

    /// <summary>eˣ of x ≤ 0; +0 below −708.</summary>
    public static Vector512<double> Exp(Vector512<double> x)
    {
        var tail = ExpTail(x, out var scale);
        var result = scale * (tail + Vector512<double>.One);
        result = Vector512.ConditionalSelect(
            Vector512.LessThan(x, Vector512.Create(ExpSmallest)), Vector512<double>.Zero, result);
        return Vector512.ConditionalSelect(Vector512.Equals(x, x), result, x);
    }

    /// <summary>tanh x = m / (m + 2) with m = e²ˣ − 1 of |x|, under x's sign.</summary>
    public static Vector512<double> Tanh(Vector512<double> x)
    {
        var largest = Vector512.Create(TanhLargest);
        var a = Vector512.Abs(x);
        a = Vector512.ConditionalSelect(Vector512.GreaterThan(a, largest), largest, a);
        var tail = ExpTail(a + a, out var scale);
        var m = Vector512.FusedMultiplyAdd(scale, tail, scale - Vector512<double>.One);
        return (m / (m + Vector512.Create(2.0))) | (x & Vector512.Create(-0.0));
    }

    /// <summary>eʳ − 1.</summary>
    /// <param name="scale">2ⁿ, for x from −708 to 709.</param>
    private static Vector512<double> ExpTail(Vector512<double> x, out Vector512<double> scale)
    {
        var rounded = Vector512.FusedMultiplyAdd(x, Vector512.Create(Log2E), Vector512.Create(Rounder));
        var n = rounded - Vector512.Create(Rounder);
        scale = (Vector512.ShiftLeft(rounded.AsInt64(), 52) + Vector512<double>.One.AsInt64()).AsDouble();
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2High), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2Low), r);
        var q = Vector512<double>.Zero;
        foreach (var coefficient in InverseFactorials)
        {
            q = Vector512.FusedMultiplyAdd(q, r, Vector512.Create(coefficient));
        }

        return Vector512.FusedMultiplyAdd(r * r, q, r);
    }
}
