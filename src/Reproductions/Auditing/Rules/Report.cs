using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>Writes a weighed sample down as a judgement: one per quantity, and the worst of them where there are several.</summary>
internal sealed class Report(IntervalRule rule, IReadOnlyList<Quantity> quantities, Sample sample, Generality generality)
{
    /// <summary>The evidence on each quantity; none below two finite replicates.</summary>
    private readonly IReadOnlyList<Evidence> evidence = sample.Finite >= 2 ? rule.EvidenceOf(sample, generality) : [];

    private readonly IReadOnlyList<Evidence>? crossed = Cross(rule, sample, generality);

    public Judgement Write(IReadOnlyList<Outcome> outcomes)
    {
        var verdicts = new Outcome(rule.Combine(outcomes.Select(o => o.ByInterval)), rule.Combine(outcomes.Select(o => o.Checked)));
        var onlyHere = crossed is not null && IsConclusion(verdicts.Checked)
            && rule.Combine(rule.Decide(crossed, checkFlips: false).Select(o => o.ByInterval)) != verdicts.Checked;
        var levels = quantities.Select((_, i) => Describe(i, outcomes[i])).ToList();
        if (levels.Count == 1)
        {
            return levels[0] with { OnThisTestSetOnly = onlyHere };
        }

        var worst = levels.MinBy(l => l.Estimate)!;
        return worst with
        {
            Verdict = verdicts.Checked,
            Fragile = verdicts.Fragile,
            OnThisTestSetOnly = onlyHere,
            Quantity = $"the worst of {levels.Count} levels: {worst.Quantity}",
            PValue = levels.Max(l => l.PValue),
            PFlip = levels.Max(l => l.PFlip),
            Parts = levels,
            Notes = Notes(verdicts, sample.Columns[levels.IndexOf(worst)]),
        };
    }

    private static IReadOnlyList<Evidence>? Cross(IntervalRule rule, Sample sample, Generality generality) =>
        generality.TestShare is null && sample.Finite >= 2 && sample.Examples.All(e => e is not null)
            ? [.. sample.Columns.Zip(sample.Examples, (c, e) => new Evidence(c, rule.EstimateOf(Summary.Of(c), generality).Widened(Estimate.OfMean(e!)), rule.Tail))]
            : null;

    private static bool IsConclusion(Verdict verdict) => verdict is Verdict.Reproduced or Verdict.Contradicted;

    private static double? Finite(double? value) => value is { } v && double.IsFinite(v) ? v : null;

    private Judgement Describe(int level, Outcome outcome)
    {
        var values = sample.Columns[level];
        var seen = level < evidence.Count ? evidence[level] : null;
        var judgement = new Judgement
        {
            Kind = rule.Kind,
            Verdict = outcome.Checked,
            N = sample.N,
            Quantity = quantities[level].Name,
            Estimate = values.Length > 0 ? Summary.Of(values).Mean : null,
            Lower = Finite(seen?.Interval.Lower),
            Upper = Finite(seen?.Interval.Upper),
            Sd = Finite(seen is null ? null : Summary.Of(values).Sd),
            Margin = rule.Yardstick,
            PValue = seen is null || rule.Reproduced.Count == 0 ? null : rule.Reproduced.Max(l => l.P(seen.Estimate)),
            PFlip = seen is null || rule.Reproduced.Count == 0 ? null : rule.Reproduced.Max(seen.PFlip),
            Fragile = outcome.Fragile,
            Diverged = sample.Diverged,
            CrossedLower = Finite(crossed?[level].Interval.Lower),
            CrossedUpper = Finite(crossed?[level].Interval.Upper),
            Values = values,
            Notes = Notes(outcome, values),
        };
        return rule.Mark is { } mark ? WithPublished(judgement, mark, values) : judgement;
    }

    /// <summary>Places the published figure among the single runs; a diverged run counts as one that would not have shown it.</summary>
    private Judgement WithPublished(Judgement judgement, double mark, double[] values)
    {
        judgement = judgement with { PublishedMark = mark };
        if (values.Length == 0)
        {
            return judgement;
        }

        var shown = values.Count(rule.ShowsAsMuch);
        var wilson = Proportion.Wilson(shown, sample.N);
        return judgement with
        {
            PublishedPercentile = Proportion.PlaceOf(mark, values),
            SingleRunShare = (double)shown / sample.N,
            SingleRunShareLower = wilson.Lower,
            SingleRunShareUpper = wilson.Upper,
        };
    }

    private List<string> Notes(Outcome outcome, double[] values)
    {
        var notes = new List<string>();
        if (sample.Finite < IntervalRule.Fewest)
        {
            notes.Add($"{sample.Finite} finite replicates: fewer than {IntervalRule.Fewest} conclude nothing.");
        }

        if (sample.Diverged > 0)
        {
            notes.Add(sample.Diverged * 10 > sample.N
                ? $"{sample.Diverged} of {sample.N} replicates diverged, more than one in ten: nothing is concluded."
                : $"{sample.Diverged} of {sample.N} replicates diverged: a conclusion holds both without them and with each as the least favourable value seen.");
        }

        if (outcome.Fragile)
        {
            notes.Add($"Fragile: the interval says {outcome.ByInterval.ToString().ToLowerInvariant()}, the sign-flip test at 5 % does not agree.");
        }

        if (values.Length >= 2 && Array.TrueForAll(values, v => v == values[0]))
        {
            notes.Add($"All {values.Length} values equal {values[0]}: the interval is that point.");
        }

        if (generality.TestShare is null && crossed is null && sample.Finite >= 2)
        {
            notes.Add("The figure is no mean over test examples, so there is no interval that lets them vary: the verdict speaks of the varied seeds only.");
        }

        if (generality.TestShare is not null && sample.Finite >= 2)
        {
            notes.Add("The splits overlap, and the interval is widened for it; the sign-flip test still takes the replicates as independent.");
        }

        return notes;
    }
}
