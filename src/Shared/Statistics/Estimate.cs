using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.RootFinding;

namespace Pruning.Shared.Statistics;

/// <summary>A mean whose error follows Student's t: the basis of all intervals and t tests here.</summary>
/// <param name="Mean">The estimate, finite.</param>
/// <param name="StandardError">Standard deviation of the estimate, 0 or more; 0 makes every interval a point.</param>
/// <param name="DegreesOfFreedom">Degrees of freedom, above 0.</param>
public sealed record Estimate(double Mean, double StandardError, double DegreesOfFreedom)
{
    // Quantiles need a search, so those of whole degrees of freedom, the most common ones, are cached.
    private static readonly ConcurrentDictionary<(double DegreesOfFreedom, double Tail), double> Quantiles = new();

    /// <summary>
    /// Estimates the mean of independent replicates: variance s²/n, n − 1 degrees of freedom (Student 1908).
    /// </summary>
    public static Estimate OfMean(Summary sample) =>
        new(sample.Mean, sample.Sd / Math.Sqrt(sample.Count), FreedomOf(sample));

    /// <summary>
    /// Estimates the mean of replicates that each resplit the same data: training sets overlap, so the variance is
    /// s²(1/n + n_test/n_train) (Nadeau and Bengio 2003, "Inference for the generalization error", eq. 8).
    /// </summary>
    /// <param name="sample">The replicates, at least two.</param>
    /// <param name="testShare">n_test / n_train, above 0.</param>
    public static Estimate OfOverlappingSplits(Summary sample, double testShare)
    {
        if (!double.IsFinite(testShare) || testShare <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(testShare), testShare, "Expected n_test / n_train above 0.");
        }

        return new(sample.Mean, sample.Sd * Math.Sqrt((1.0 / sample.Count) + testShare), FreedomOf(sample));
    }

    /// <summary>Predicts one further replicate: variance s²(1 + 1/n), n − 1 degrees of freedom.</summary>
    public static Estimate OfOneMore(Summary sample) =>
        new(sample.Mean, sample.Sd * Math.Sqrt(1 + (1.0 / sample.Count)), FreedomOf(sample));

    /// <summary>Student's t with probability <paramref name="tail"/> beyond it.</summary>
    /// <param name="freedom">Degrees of freedom, above 0.</param>
    /// <param name="tail">Above 0, at most a half.</param>
    public static double Quantile(double freedom, double tail) => double.IsInteger(freedom)
        ? Quantiles.GetOrAdd((freedom, tail), key => Invert(key.DegreesOfFreedom, key.Tail))
        : Invert(freedom, tail);

    private static double Invert(double freedom, double tail)
    {
        // The library looks for it up to 800, which few degrees of freedom exceed at the level of an early look, and by
        // 1 − p, which leaves few digits of a small p.
        const double Most = 800;
        const double Least = 1e-6;
        return tail >= Least && StudentT.CDF(0, 1, freedom, -Most) < tail
            ? StudentT.InvCDF(0, 1, freedom, 1 - tail)
            : Math.Exp(Brent.FindRoot(
                log => Math.Log(StudentT.CDF(0, 1, freedom, -Math.Exp(log)) / tail), 0, 350, 1e-12));
    }

    /// <summary>
    /// Adds a second, independent source of error: variances add, degrees of freedom by Satterthwaite (1946, Biometrics
    /// Bulletin 2, eq. 17), (v₁ + v₂)² / (v₁²/f₁ + v₂²/f₂), as in Welch's t test.
    /// </summary>
    /// <remarks>
    /// With seeds as one source (s²_seeds/n) and examples as the other (s²_examples/m, from each example's mean over
    /// the seeds) this is the crossed interval. In the model θ + seed + example + remainder the remainder's share σ²/nm
    /// enters both terms, so the interval is too wide by just that.
    /// </remarks>
    public Estimate Widened(Estimate other)
    {
        var (large, small) = StandardError >= other.StandardError ? (this, other) : (other, this);
        if (small.StandardError == 0 || !double.IsFinite(large.StandardError))
        {
            return new(Mean, large.StandardError, large.StandardError == 0 ? DegreesOfFreedom : large.DegreesOfFreedom);
        }

        var ratio = small.StandardError / large.StandardError;
        var share = ratio * ratio; // v_small / v_large, so that no square overflows
        var freedom = (1 + share) * (1 + share) / ((1 / large.DegreesOfFreedom)
            + (share * share / small.DegreesOfFreedom));
        return new(Mean, large.StandardError * Math.Sqrt(1 + share), freedom);
    }

    /// <summary>
    /// The difference of two independent estimates. Of the means of two samples (<see cref="OfMean"/>) it is Welch's
    /// (1947, Biometrika 34): variance s₁²/n₁ + s₂²/n₂, degrees of freedom by Satterthwaite.
    /// </summary>
    public Estimate Minus(Estimate other) => Widened(other) with { Mean = Mean - other.Mean };

    /// <summary>
    /// Computes mean ± t·standard error, with probability <paramref name="tail"/> beyond either end: 0.025 gives the
    /// 95 % interval of two one-sided tests.
    /// </summary>
    public Interval Interval(double tail)
    {
        var reach = StandardError == 0 ? 0 : Quantile(DegreesOfFreedom, tail) * StandardError;
        return new(Mean - reach, Mean + reach);
    }

    /// <summary>
    /// One-sided p of "at most <paramref name="bound"/>": small where the mean is clearly above. 1 for a point on the
    /// bound.
    /// </summary>
    public double PAbove(double bound) =>
        StandardError == 0 ? (Mean > bound ? 0 : 1) : Tail((Mean - bound) / StandardError);

    /// <summary>
    /// One-sided p of "at least <paramref name="bound"/>": small where the mean is clearly below. 1 for a point on the
    /// bound.
    /// </summary>
    public double PBelow(double bound) =>
        StandardError == 0 ? (Mean < bound ? 0 : 1) : Tail((bound - Mean) / StandardError);

    private double Tail(double t) => double.IsNaN(t) ? 0.5 : Math.Clamp(StudentT.CDF(0, 1, DegreesOfFreedom, -t), 0, 1);

    private static double FreedomOf(Summary sample) =>
        sample.Count >= 2 ? sample.Count - 1
            : throw new ArgumentException("Expected at least two values for an interval; got one.",
            nameof(sample));
}
