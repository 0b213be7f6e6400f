using MathNet.Numerics.Statistics;
using Pruning.Reproductions.Auditing;

namespace Pruning.Reproductions.Expectations;

/// <summary>One thing that is not as expected.</summary>
/// <param name="What">The metric, start value or verdict.</param>
public sealed record Difference(string What, string Expected, string Found);

/// <summary>How a short run compares with an expected entry.</summary>
/// <param name="Differences">What fails; none: it passes.</param>
/// <param name="Edges">What is told and does not fail: a verdict that moved to or from inconclusive while every metric agrees.</param>
public sealed record Comparison(IReadOnlyList<Difference> Differences, IReadOnlyList<string> Edges)
{
    /// <summary>Initial parameters and metrics after ten steps agree between machines within this, relative to the larger of 1 and the value.</summary>
    public const double StartTolerance = 1e-5;

    /// <summary>Compares two entries of the same fingerprint: every number bit for bit.</summary>
    public static Comparison Exact(CheckEntry expected, CheckEntry found)
    {
        var differences = new List<Difference>();
        EachPair(expected.Start, found.Start, differences, "start ", SameBits);
        EachPair(expected.Metrics, found.Metrics, differences, string.Empty, SameBits);
        if (expected.Verdict != found.Verdict)
        {
            differences.Add(new("verdict", expected.Verdict.ToString(), found.Verdict.ToString()));
        }

        return new(differences, []);
    }

    /// <summary>
    /// Compares entries of different fingerprints: counts exactly, starts within <see cref="StartTolerance"/> replicate by replicate,
    /// metrics by their mean within 3·sd·√(1/n + 1/n′). Reproduced against contradicted fails.
    /// </summary>
    /// <param name="isCount">Whether a metric is a count, which rounding does not move.</param>
    public static Comparison AcrossMachines(CheckEntry expected, CheckEntry found, Func<string, bool> isCount)
    {
        var differences = new List<Difference>();
        EachPair(expected.Start, found.Start, differences, "start ", (_, a, b) => a.Count == b.Count && a.Zip(b).All(p => Near(p.First, p.Second)));
        EachPair(expected.Metrics, found.Metrics, differences, string.Empty, (name, a, b) => isCount(name) ? SameBits(name, a, b) : SameDistribution(a, b));
        var edges = new List<string>();
        if (expected.Verdict != found.Verdict)
        {
            var opposite = (expected.Verdict, found.Verdict) is (Verdict.Reproduced, Verdict.Contradicted) or (Verdict.Contradicted, Verdict.Reproduced);
            if (opposite || differences.Count > 0)
            {
                differences.Add(new("verdict", expected.Verdict.ToString(), found.Verdict.ToString()));
            }
            else
            {
                edges.Add($"The verdict moved from {expected.Verdict} to {found.Verdict} while every metric agrees: it stands on an edge.");
            }
        }

        return new(differences, edges);
    }

    private static void EachPair(
        IReadOnlyDictionary<string, IReadOnlyList<double?>> expected,
        IReadOnlyDictionary<string, IReadOnlyList<double?>> found,
        List<Difference> differences,
        string prefix,
        Func<string, IReadOnlyList<double?>, IReadOnlyList<double?>, bool> same)
    {
        foreach (var name in expected.Keys.Union(found.Keys).Order(StringComparer.Ordinal))
        {
            var (a, b) = (expected.GetValueOrDefault(name), found.GetValueOrDefault(name));
            if (a is null || b is null || !same(name, a, b))
            {
                differences.Add(new(prefix + name, Describe(a), Describe(b)));
            }
        }
    }

    private static bool SameBits(string name, IReadOnlyList<double?> a, IReadOnlyList<double?> b) =>
        a.Count == b.Count && a.Zip(b).All(p => Bits(p.First) == Bits(p.Second));

    /// <summary>Unlike ==, these tell 0 from −0.</summary>
    private static long? Bits(double? value) => value is { } v ? BitConverter.DoubleToInt64Bits(v) : null;

    private static bool Near(double? a, double? b) =>
        a is { } x && b is { } y ? Math.Abs(x - y) <= StartTolerance * Math.Max(1, Math.Abs(x)) : a is null && b is null;

    private static bool SameDistribution(IReadOnlyList<double?> a, IReadOnlyList<double?> b)
    {
        double[] x = [.. a.OfType<double>()];
        double[] y = [.. b.OfType<double>()];
        if (x.Length < 2 || y.Length < 2)
        {
            return x.Length == y.Length && x.Zip(y).All(p => Near(p.First, p.Second));
        }

        // The larger of the two deviations: few replicates may happen to agree.
        var error = 3 * Math.Max(x.StandardDeviation(), y.StandardDeviation()) * Math.Sqrt((1.0 / x.Length) + (1.0 / y.Length));
        return Math.Abs(x.Mean() - y.Mean()) <= Math.Max(error, StartTolerance * Math.Max(1, Math.Abs(x.Mean())));
    }

    private static string Describe(IReadOnlyList<double?>? values)
    {
        if (values is null)
        {
            return "absent";
        }

        double[] finite = [.. values.OfType<double>()];
        return finite.Length == 0 ? $"{values.Count} not finite" : FormattableString.Invariant($"mean {finite.Mean():R} of {finite.Length}, first {values[0]:R}");
    }
}
