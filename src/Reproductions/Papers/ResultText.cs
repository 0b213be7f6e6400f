using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Papers;

/// <summary>Figures in the sentences of remarks and answers.</summary>
internal static class ResultText
{
    /// <summary>A metric's mean with its 90 % interval over the replicates that did not diverge.</summary>
    /// <param name="factor">What a value is multiplied with: 100 for per cent.</param>
    public static string Mean(IReadOnlyList<Replicate> replicates, string metric, double factor, string format) =>
        Mean([.. replicates.Where(r => !r.Diverged).Select(r => factor * r.Values[metric])], format);

    /// <summary>An arm's mean test accuracy in per cent.</summary>
    public static string Accuracy(IReadOnlyList<Replicate> replicates, string arm) =>
        $"{100 * replicates.Average(r => r.Values[$"{arm}.testAccuracy"]):0.00} %";

    /// <summary>A judged difference of fractions in percentage points, with its interval.</summary>
    public static string Points(Judgement of) => of is { Estimate: { } e, Lower: { } l, Upper: { } u }
        ? $"{Signed(e)} pp [{Signed(l)}, {Signed(u)}]"
        : of.Estimate is { } alone ? $"{Signed(alone)} pp" : "no finite difference";

    /// <summary>The largest level up to which a family's mean test accuracy stays less than <paramref name="margin"/> below its level 0, in per cent.</summary>
    public static int LargestHeld(IReadOnlyList<Replicate> replicates, string family, IReadOnlyList<int> levels, double margin) =>
        levels.TakeWhile(k => replicates.Average(r => r.Values[$"{family}@0.testAccuracy"] - r.Values[$"{family}@{k}.testAccuracy"]) < margin).Last();

    private static string Mean(double[] values, string format)
    {
        if (values.Length < 2)
        {
            return values.Length == 0 ? "no finite value" : values[0].ToString(format);
        }

        var estimate = Estimate.OfMean(Summary.Of(values));
        var interval = estimate.Interval(IntervalRule.Level);
        return $"{values.Average().ToString(format)} [{interval.Lower.ToString(format)}, {interval.Upper.ToString(format)}]";
    }

    private static string Signed(double fraction) => (100 * fraction).ToString("+0.00;−0.00;0.00");
}
