using MathNet.Numerics.Statistics;
using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Expectations;

/// <summary>
/// Tests whether a metric measured on a GPU has the distribution that the exact kernels give. Two hypotheses are tested
/// per metric: equal means of the finite values, and equal shares of finite values. Each test is Student's two-sample t
/// test with pooled variance, exact where both samples are normal with one distribution; with equal sample sizes
/// skewness cancels from the difference. To guard against metrics dominated by a few values, the permutation test of
/// the same difference must agree, as far as so few replicates allow.
/// </summary>
/// <remarks>
/// Bonferroni's correction over both hypotheses of all metrics keeps the probability of any false alarm below
/// <see cref="FalseAlarm"/>, whatever their dependence. At 8 per side the permutation test's least p, 2 in 12,870,
/// exceeds that level: there the samples must be disjoint, which two equally likely values are once in 2¹⁵ pairs of
/// samples, less often than a share of 1 % among up to 327 metrics. Both sides have the same seeds: what they share
/// makes the means more alike than the tests assume, and alarms rarer. The seeds are nevertheless not paired, since
/// a difference matters only beside that between seeds, and a paired test would find every bias of rounding. A test
/// simulates the false alarms for normal, skewed, lumpy and nearly constant metrics, and the size of change found.
/// </remarks>
/// <param name="metrics">Number of metrics compared, over all expected files.</param>
public sealed class TwoSampleTest(int metrics)
{
    /// <summary>Fewest replicates per side for a comparison.</summary>
    public const int Fewest = 8;

    /// <summary>Largest probability that any of all metrics is falsely found to differ.</summary>
    public const double FalseAlarm = 0.01;

    /// <summary>
    /// Relative difference of means (to the larger of 1 and the mean) attributed to rounding: not every metric varies
    /// with the seed.
    /// </summary>
    public const double Rounding = 1e-5;

    /// <summary>Two-sided level of each test.</summary>
    public double Level { get; } = FalseAlarm / (2 * Math.Max(1, metrics));

    /// <summary>
    /// The test over all metrics, counts excepted, of some claims' exact entries; claims of one study share metrics.
    /// </summary>
    public static TwoSampleTest Over(ExpectedFolder folder, IEnumerable<Claim> claims) => new(claims
        .Where(c => c.Study.Seeded)
        .SelectMany(c => MetricsOf(ExpectedFile.Read(folder.PathOf(c.Id))).Select(m => (c.Study, Metric: m)))
        .Where(m => m.Study.NatureOf(m.Metric) != Nature.Count)
        .Distinct()
        .Count());

    /// <summary>Whether the two samples have different distributions.</summary>
    /// <param name="expected">One value per replicate, at least <see cref="Fewest"/>; null: not finite.</param>
    /// <param name="found">Likewise for the other side.</param>
    public bool Differs(IReadOnlyList<double?> expected, IReadOnlyList<double?> found) =>
        Differs([.. expected.OfType<double>()], [.. found.OfType<double>()])
        || Differs([.. expected.Select(v => v is null ? 0.0 : 1)], [.. found.Select(v => v is null ? 0.0 : 1)]);

    private static IEnumerable<string> MetricsOf(ExpectedFile? file) =>
        file?.Check.Entries.GetValueOrDefault(Numerics.ExactEntry)?.Metrics.Keys ?? [];

    private bool Differs(double[] a, double[] b)
    {
        if (a.Length < 2 || b.Length < 2)
        {
            return false; // too few finite values: their shares are compared instead
        }

        var difference = Math.Abs(a.Mean() - b.Mean());
        if (difference <= Rounding * Math.Max(1, Math.Abs(a.Mean())))
        {
            return false;
        }

        var freedom = a.Length + b.Length - 2;
        var variance = (((a.Length - 1) * a.Variance()) + ((b.Length - 1) * b.Variance())) / freedom;
        var error = Math.Sqrt(variance * ((1.0 / a.Length) + (1.0 / b.Length)));
        var p = 2 * new Estimate(difference, error, freedom).PAbove(0);
        return p <= Level && Permutation.P(a, b) <= Math.Max(Level, Permutation.LeastP(a.Length, b.Length));
    }
}
