using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;
using MathNet.Numerics.RootFinding;

namespace Pruning.Shared.Statistics;

/// <summary>
/// Noncentral t distribution: of (Z + δ)/√(W/ν) with Z standard normal and W chi-squared with ν degrees of freedom.
/// </summary>
public static class NoncentralT
{
    private const int Order = 128;

    /// <summary>P(T ≤ <paramref name="t"/>), by integrating Φ(t·u − δ) over u = √(W/ν).</summary>
    /// <param name="freedom">ν, above 0.</param>
    /// <param name="noncentrality">δ.</param>
    public static double Cdf(double t, double freedom, double noncentrality)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(freedom);
        var spread = 9 / Math.Sqrt(2 * freedom); // u is near 1 with standard deviation 1/√(2ν)
        var (from, to) = (Math.Max(0, 1 - spread), 1 + spread);
        var half = freedom / 2;
        var log = (half * Math.Log(half)) - SpecialFunctions.GammaLn(half) + Math.Log(2);
        var share = GaussLegendreRule.Integrate(
            u => Density(u) * Normal.CDF(0, 1, (t * u) - noncentrality), from, to, Order);
        return Math.Clamp(share, 0, 1);

        double Density(double u) => u <= 0 ? 0 : Math.Exp(log + ((freedom - 1) * Math.Log(u)) - (half * u * u));
    }

    /// <summary>Power of a one-sided t test: the chance that T exceeds its critical value.</summary>
    /// <param name="critical">The critical value.</param>
    /// <param name="noncentrality">True distance beyond the limit, in standard errors.</param>
    public static double Power(double critical, double freedom, double noncentrality) =>
        1 - Cdf(critical, freedom, noncentrality);

    /// <summary>The distance, in standard errors, that the test finds with a given power.</summary>
    /// <param name="power">Above 0 and below 1.</param>
    public static double Detectable(double critical, double freedom, double power) => Brent.FindRoot(
        delta => Power(critical, freedom, delta) - power,
        critical - 20, critical + 40 + (10 * Math.Abs(critical)), 1e-9);
}
