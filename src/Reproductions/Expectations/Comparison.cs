using MathNet.Numerics.Statistics;

namespace Pruning.Reproductions.Expectations;

/// <summary>Comparison of a short run with its expected results.</summary>
/// <param name="Differences">The failures; empty: the run passes.</param>
/// <param name="Edges">Remarks that do not fail: on a GPU, a changed verdict while every metric agrees.</param>
public sealed record Comparison(IReadOnlyList<Difference> Differences, IReadOnlyList<string> Edges)
{
    /// <summary>
    /// Compares a run with the exact entry of an expected file: bit for bit on a CPU, in distribution on a GPU.
    /// </summary>
    /// <param name="check">The run; on a CPU its first replicates suffice.</param>
    /// <param name="test">The test for GPUs, corrected for the number of metrics.</param>
    /// <exception cref="AuditException">The file has no exact entry; the message says how to add it.</exception>
    public static Comparison Of(
        Claim claim, ExpectedFile expected, CheckRun check, RunEnvironment environment, TwoSampleTest test)
    {
        if (!expected.Check.Entries.TryGetValue(Numerics.ExactEntry, out var exact))
        {
            throw new AuditException(
                $"The expected file of {claim.Id} has no entry '{Numerics.ExactEntry}' to compare with. "
                + $"Add it: accept --claims {claim.Id} --device cpu");
        }

        var (n, deviations) = (CheckRun.AcceptedReplicates(claim.Study), CheckRun.Deviations(claim.Study));
        if (expected.Check.N != n || !expected.Check.Deviations.SequenceEqual(deviations))
        {
            return new([new("short run", Run(expected.Check.N, expected.Check.Deviations), Run(n, deviations))], []);
        }

        var found = check.EntryOf(claim, environment);
        return environment.IsExact
            ? Exact(exact.First(check.Replicates.Count), found)
            : InDistribution(exact, found, metric => !claim.Study.Seeded
                || claim.Study.NatureOf(metric) == Nature.Count, test);
    }

    /// <summary>Compares two entries bit for bit.</summary>
    public static Comparison Exact(CheckEntry expected, CheckEntry found)
    {
        var differences = new List<Difference>();
        if (expected.Numerics != found.Numerics)
        {
            differences.Add(new("numerics", expected.Numerics, found.Numerics));
        }

        differences.AddRange(EachPair(expected, found, (_, a, b) => SameBits(a, b)));
        if (expected.Verdict != found.Verdict)
        {
            differences.Add(new("verdict", expected.Verdict.ToString(), found.Verdict.ToString()));
        }

        return new(differences, []);
    }

    /// <summary>
    /// Compares entries of different numerics: counts bit for bit, all other metrics by a two-sample test, which needs
    /// <see cref="TwoSampleTest.Fewest"/> replicates per side. The verdict follows from the metrics, so a change of it
    /// is only reported.
    /// </summary>
    /// <param name="isCount">Whether a metric is a count, which rounding does not change.</param>
    public static Comparison InDistribution(
        CheckEntry expected, CheckEntry found, Func<string, bool> isCount, TwoSampleTest test)
    {
        var differences = EachPair(expected, found, (name, a, b) =>
            isCount(name) ? SameBits(a, b) : AreEnough(a) && AreEnough(b) && !test.Differs(a, b)).ToList();
        if (!expected.Metrics.Concat(found.Metrics).All(m => isCount(m.Key) || AreEnough(m.Value)))
        {
            const string TooFew = "too few to compare: accept again, on a CPU first";
            differences.Insert(0, new("replicates", $"at least {TwoSampleTest.Fewest} per side", TooFew));
        }

        return new(differences, expected.Verdict == found.Verdict
            ? []
            : [$"The verdict is {found.Verdict} and was {expected.Verdict} under {expected.Numerics}."]);
    }

    private static bool AreEnough(IReadOnlyList<double?> replicates) => replicates.Count >= TwoSampleTest.Fewest;

    private static IEnumerable<Difference> EachPair(
        CheckEntry expected, CheckEntry found, Func<string, IReadOnlyList<double?>, IReadOnlyList<double?>,
            bool> same) =>
        from name in expected.Metrics.Keys.Union(found.Metrics.Keys).Order(StringComparer.Ordinal)
        let a = expected.Metrics.GetValueOrDefault(name)
        let b = found.Metrics.GetValueOrDefault(name)
        where a is null || b is null || !same(name, a, b)
        select new Difference(name, Describe(a), Describe(b));

    /// <summary>Compares bits, so that 0 and −0 differ.</summary>
    private static bool SameBits(IReadOnlyList<double?> a, IReadOnlyList<double?> b) =>
        a.Select(Bits).SequenceEqual(b.Select(Bits));

    private static long? Bits(double? value) => value is { } v ? BitConverter.DoubleToInt64Bits(v) : null;

    private static string Run(int n, IReadOnlyList<string> deviations) => $"n = {n}; {string.Join(", ", deviations)}";

    private static string Describe(IReadOnlyList<double?>? values)
    {
        if (values is null)
        {
            return "absent";
        }

        double[] finite = [.. values.OfType<double>()];
        return finite.Length == 0
            ? $"{values.Count} not finite"
            : FormattableString.Invariant($"mean {finite.Mean():R} of {finite.Length}, first {values[0]:R}");
    }
}
