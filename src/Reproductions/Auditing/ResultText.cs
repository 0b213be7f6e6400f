using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing;

/// <summary>Formats figures for the sentences of remarks and answers.</summary>
internal static class ResultText
{
    /// <summary>A metric's mean with its 95 % interval over the replicates that did not diverge.</summary>
    /// <param name="factor">Multiplier of the values: 100 for per cent.</param>
    /// <param name="unit">Suffix of the mean: <c> %</c>.</param>
    /// <param name="testShare">n_test / n_train where every replicate draws its own split.</param>
    public static string Mean(
        IReadOnlyList<Replicate> replicates, string metric, double factor, string format, string unit = "",
            double? testShare = null) =>
        Mean(replicates, r => factor * r.Values[metric], format, unit, testShare);

    /// <summary>The mean of any figure of a replicate, with its 95 % interval.</summary>
    public static string Mean(
        IReadOnlyList<Replicate> replicates, Func<Replicate, double> figure, string format, string unit = "",
            double? testShare = null)
    {
        double[] values = [.. replicates.Where(r => !r.Diverged).Select(figure)];
        if (values.Length < 2)
        {
            return values.Length == 0 ? "no finite value" : values[0].ToString(format) + unit;
        }

        var summary = Summary.Of(values);
        var estimate = testShare is { } share ? Estimate.OfOverlappingSplits(summary, share) : Estimate.OfMean(summary);
        var interval = estimate.Interval(IntervalRule.Level);
        return $"{summary.Mean.ToString(format)}{unit} [{interval.Lower.ToString(format)}, "
            + $"{interval.Upper.ToString(format)}]";
    }

    /// <summary>An arm's mean test accuracy in per cent.</summary>
    public static string Accuracy(IReadOnlyList<Replicate> replicates, string arm) =>
        $"{100 * replicates.Average(r => r.Values[$"{arm}.testAccuracy"]):0.00} %";

    /// <summary>A judged difference of fractions in percentage points, with its interval.</summary>
    public static string Points(Judgement of) => of is { Estimate: { } e, DecidingLower: { } l, DecidingUpper: { } u }
        ? $"{Signed(e)} pp [{Signed(l)}, {Signed(u)}]"
        : of.Estimate is { } alone ? $"{Signed(alone)} pp" : "no finite difference";

    /// <summary>
    /// The largest level, in per cent, up to which a family's mean test accuracy stays less than
    /// <paramref name="margin"/> below that at level 0.
    /// </summary>
    /// <param name="zero">The arm at level 0; null: <c>family@0</c>.</param>
    public static int LargestHeld(
        IReadOnlyList<Replicate> replicates, string family, IReadOnlyList<int> levels, double margin,
            string? zero = null) => levels
        .TakeWhile(k => k == 0 || replicates.Average(r =>
            r.Values[$"{zero ?? $"{family}@0"}.testAccuracy"] - r.Values[$"{family}@{k}.testAccuracy"]) < margin)
        .Last();

    private static string Signed(double fraction) => (100 * fraction).ToString("+0.00;−0.00;0.00");
}
