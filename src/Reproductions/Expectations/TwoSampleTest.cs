using MathNet.Numerics.Statistics;
using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Expectations;

/// <summary>
/// Whether a metric measured on a GPU has the distribution that the exact kernels give it. Two questions are asked of
/// every metric: whether the means of its finite values differ, and whether the shares of values that are finite do.
/// Each is Student's two-sample t test with pooled variance, exact where both samples are normal and of one
/// distribution; with as many values on either side skewness cancels from their difference. Against lumpy metrics, of
/// which a few values make all, the permutation test of the same difference must agree as far as so few replicates let
/// it.
/// </summary>
/// <remarks>
/// Bonferroni's correction over both questions of all metrics compared keeps the chance of any false alarm under
/// <see cref="FalseAlarm"/>, however they hang together. At 8 a side the permutation test's least p, 2 in 12,870, is
/// above that level: there the samples must lie wholly apart, which two equally likely values do once in 2¹⁵ pairs of
/// samples, less often than a share of 1 % among up to 327 metrics. The replicates of both sides have the same seeds:
/// what they share makes the means more alike than the tests take them to be, and alarms rarer. The seeds are
/// nevertheless not paired, since the question is whether a difference counts beside that of other seeds, and a paired
/// test would find every bias of rounding. A test simulates the false alarms of normal, skewed, lumpy and nearly
/// constant metrics, and how large a move is found.
/// </remarks>
/// <param name="metrics">How many metrics are compared in all, over every expected file.</param>
public sealed class TwoSampleTest(int metrics)
{
    /// <summary>Replicates a side below which nothing is compared.</summary>
    public const int Fewest = 8;

    /// <summary>Chance that any metric of all is said to differ where none does, at most.</summary>
    public const double FalseAlarm = 0.01;

    /// <summary>
    /// Means that agree within this, relative to the larger of 1 and the mean, differ by rounding: not every metric
    /// varies with the seed.
    /// </summary>
    public const double Rounding = 1e-5;

    /// <summary>Two-sided level of each question.</summary>
    public double Level { get; } = FalseAlarm / (2 * Math.Max(1, metrics));

    /// <summary>
    /// The test over all metrics of some claims' exact entries that are no counts; those of one experiment are the
    /// same whichever claim shows them.
    /// </summary>
    public static TwoSampleTest Over(ExpectedFolder folder, IEnumerable<Claim> claims) => new(claims
        .Where(c => c.Study.Seeded)
        .SelectMany(c => MetricsOf(ExpectedFile.Read(folder.PathOf(c.Id))).Select(m => (c.Study, Metric: m)))
        .Where(m => m.Study.NatureOf(m.Metric) != Nature.Count)
        .Distinct()
        .Count());

    /// <summary>Whether the two samples are not of one distribution.</summary>
    /// <param name="expected">One value a replicate, at least <see cref="Fewest"/>; null: not finite.</param>
    /// <param name="found">The same of the other side.</param>
    public bool Differs(IReadOnlyList<double?> expected, IReadOnlyList<double?> found) =>
        Differs([.. expected.OfType<double>()], [.. found.OfType<double>()])
        || Differs([.. expected.Select(v => v is null ? 0.0 : 1)], [.. found.Select(v => v is null ? 0.0 : 1)]);

    private static IEnumerable<string> MetricsOf(ExpectedFile? file) =>
        file?.Check.Entries.GetValueOrDefault(Numerics.ExactEntry)?.Metrics.Keys ?? [];

    private bool Differs(double[] a, double[] b)
    {
        if (a.Length < 2 || b.Length < 2)
        {
            return false; // what is missing here the shares of finite values tell
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
