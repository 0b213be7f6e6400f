namespace Pruning.Shared.Kernels;

/// <content>log x = e·ln 2 + 2·artanh s in double, where x = 2ᵉ·(1 + f), s = f / (2 + f) and √½ ≤ 1 + f &lt;
/// √2.</content>
internal static partial class ExactMath
{
    private const double DoubleSmallest = 2.2250738585072014E-308;

    /// <summary>2⁵²: scales subnormal numbers into the normal range.</summary>
    private const double DoubleLift = 4503599627370496;

    /// <summary>The bits of √½.</summary>
    private const long DoubleRootOfHalf = 0x3FE6A09E667F3BCD;

    /// <summary>ln 2 to 42 bits.</summary>
    private const double DoubleLn2High = 0.6931471805598903;

    /// <summary>The rest of ln 2.</summary>
    private const double DoubleLn2Low = 5.497923018708371E-14;

    // (2·artanh s − 2·s) / s³, in s².
    private const double D0 = 0.6666666666666734;
    private const double D1 = 0.39999999999416935;
    private const double D2 = 0.28571428741933724;
    private const double D3 = 0.2222219861610771;
    private const double D4 = 0.1818356224923924;
    private const double D5 = 0.15314100331855454;
    private const double D6 = 0.1479548116003093;

    /// <summary>The natural logarithm; −∞ for ±0, NaN below.</summary>
    public static double Log(double x)
    {
        if (x <= 0)
        {
            return x < 0 ? double.NaN : double.NegativeInfinity;
        }

        if (!(x < double.PositiveInfinity))
        {
            return x;
        }

        var subnormal = x < DoubleSmallest;
        var bits = BitConverter.DoubleToInt64Bits(subnormal ? x * DoubleLift : x);
        var exponent = (bits - DoubleRootOfHalf) >> 52;
        var f = BitConverter.Int64BitsToDouble(bits - (exponent << 52)) - 1;
        double e = subnormal ? exponent - 52 : exponent;
        var s = f / (2 + f);
        var z = s * s;
        var q = Math.FusedMultiplyAdd(D6, z, D5);
        q = Math.FusedMultiplyAdd(q, z, D4);
        q = Math.FusedMultiplyAdd(q, z, D3);
        q = Math.FusedMultiplyAdd(q, z, D2);
        q = Math.FusedMultiplyAdd(q, z, D1);
        q = Math.FusedMultiplyAdd(q, z, D0);

        // 2·s = f − f·s, so log(1 + f) = f − s·(f − z·q): the leading term f is exact.
        var high = Math.FusedMultiplyAdd(e, DoubleLn2High, f);
        var low = Math.FusedMultiplyAdd(e, DoubleLn2High, -high) + f;
        low = Math.FusedMultiplyAdd(e, DoubleLn2Low, low);
        return high + Math.FusedMultiplyAdd(-s, Math.FusedMultiplyAdd(-z, q, f), low);
    }
}
