using MathNet.Numerics.Distributions;

namespace Pruning.Shared.Statistics;

/// <summary>
/// A mean whose t statistic is corrected for the skewness of its sample (Hall 1992, "On the removal of skewness by
/// transformation"): T + gT²/(3√n) + g²T³/(27n) + g/(6√n), which rises with T, against the same t quantiles.
/// </summary>
/// <param name="Estimate">The mean with its standard error.</param>
/// <param name="Skewness">g of the sample, see <see cref="SkewnessOf"/>.</param>
/// <param name="Count">Number of values n; 1 where the skewness is that of the mean itself.</param>
public sealed record SkewCorrected(Estimate Estimate, double Skewness, int Count)
{
    private double Root => Math.Sqrt(Count);

    /// <summary>
    /// Adjusted sample skewness n/((n − 1)(n − 2)) · Σ(x − x̄)³/s³; 0 for fewer than three values and for equal ones.
    /// </summary>
    public static double SkewnessOf(ReadOnlySpan<double> values)
    {
        if (values.Length < 3 || Summary.Of(values) is not { Sd: > 0 and < double.PositiveInfinity } sample)
        {
            return 0;
        }

        var sum = 0.0;
        foreach (var value in values)
        {
            var z = (value - sample.Mean) / sample.Sd;
            sum += z * z * z;
        }

        double n = values.Length;
        return n / ((n - 1) * (n - 2)) * sum;
    }

    /// <summary>
    /// Corrects the difference of two independent means, whose expansion has the form of one mean's with the skewness
    /// of the difference, (g₁s₁³/n₁² − g₂s₂³/n₂²) / (s₁²/n₁ + s₂²/n₂)^1.5, in place of g/√n (Zhou and Dinh 2005,
    /// Biostatistics 6).
    /// </summary>
    /// <param name="difference">The difference, see <see cref="Estimate.Minus"/>.</param>
    /// <param name="first">The first sample, with its skewness.</param>
    /// <param name="second">The sample that is subtracted, with its skewness.</param>
    public static SkewCorrected OfDifference(
        Estimate difference, (Summary Sample, double Skewness) first, (Summary Sample, double Skewness) second)
    {
        var (a, b) = (ErrorOf(first.Sample), ErrorOf(second.Sample));
        var whole = double.Hypot(a, b);
        return new(difference, whole > 0 && double.IsFinite(whole)
            ? Part(first, a / whole) - Part(second, b / whole)
            : 0, Count: 1);

        static double ErrorOf(Summary sample) => sample.Sd / Math.Sqrt(sample.Count);

        static double Part((Summary Sample, double Skewness) of, double share) =>
            of.Skewness / Math.Sqrt(of.Sample.Count) * share * share * share;
    }

    /// <summary>The corrected statistic of an ordinary one.</summary>
    public double Correct(double t)
    {
        var g = Skewness / Root;
        return t + (g * t * t / 3) + (g * g * t * t * t / 27) + (g / 6);
    }

    /// <summary>The ordinary statistic of a corrected one.</summary>
    public double Invert(double corrected)
    {
        // (3/g)(c − 1) with c = ∛(1 + gy), written without a division by g, which may be 0.
        var y = corrected - (Skewness / Root / 6);
        var c = Math.Cbrt(1 + (Skewness / Root * y));
        return 3 * y / ((c * c) + c + 1);
    }

    /// <summary>Computes the interval with probability <paramref name="tail"/> beyond either end.</summary>
    public Interval Interval(double tail)
    {
        if (Estimate.StandardError == 0)
        {
            return Estimate.Interval(tail);
        }

        var q = Estimate.Quantile(Estimate.DegreesOfFreedom, tail);
        return new(Estimate.Mean - (Estimate.StandardError * Invert(q)),
            Estimate.Mean - (Estimate.StandardError * Invert(-q)));
    }

    /// <summary>One-sided p of "at most <paramref name="bound"/>".</summary>
    public double PAbove(double bound) => Estimate.StandardError == 0 ? Estimate.PAbove(bound) : Tail(bound, 1);

    /// <summary>One-sided p of "at least <paramref name="bound"/>".</summary>
    public double PBelow(double bound) => Estimate.StandardError == 0 ? Estimate.PBelow(bound) : Tail(bound, -1);

    private double Tail(double bound, int sign)
    {
        var t = sign * Correct((Estimate.Mean - bound) / Estimate.StandardError);
        return double.IsNaN(t) ? 0.5 : Math.Clamp(StudentT.CDF(0, 1, Estimate.DegreesOfFreedom, -t), 0, 1);
    }
}
