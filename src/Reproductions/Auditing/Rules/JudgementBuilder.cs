using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>Builds the judgement of a weighed sample: one per quantity, represented by the worst of several.</summary>
internal sealed class JudgementBuilder(IntervalRule rule, Sample sample, InferenceScope scope)
{
    private readonly IReadOnlyList<Quantity> quantities = [.. rule.Quantities];

    // Fewer than two finite replicates give no evidence.
    private readonly IReadOnlyList<Evidence> evidence = sample.Finite >= 2 ? rule.EvidenceOf(sample, scope) : [];

    private readonly IReadOnlyList<Evidence>? crossed = Cross(rule, sample, scope);

    /// <summary>Builds the judgement.</summary>
    /// <param name="outcomes">What the sample concludes for each quantity.</param>
    public Judgement Build(IReadOnlyList<Outcome> outcomes)
    {
        var verdicts = new Outcome(
            rule.Combine(outcomes.Select(o => o.ByInterval)), rule.Combine(outcomes.Select(o => o.Checked)));
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

    /// <summary>
    /// Evidence that also varies the test examples; null where the split varies or per-example values are missing.
    /// </summary>
    private static IReadOnlyList<Evidence>? Cross(IntervalRule rule, Sample sample, InferenceScope scope)
    {
        return scope.TestShare is null && sample.Finite >= 2 && sample.Examples.All(e => e is not null)
            ? [.. sample.Columns.Zip(sample.Examples, (c, e) => new Evidence(c, Widened(c, e!), rule.Tail))]
            : null;

        Estimate Widened(double[] values, Summary examples) =>
            rule.EstimateOf(Summary.Of(values), scope).Widened(Estimate.OfMean(examples));
    }

    private static bool IsConclusion(Verdict verdict) => verdict is Verdict.Reproduced or Verdict.Contradicted;

    private static double? Finite(double? value) => value is { } v && double.IsFinite(v) ? v : null;

    private Judgement Describe(int level, Outcome outcome)
    {
        var values = sample.Columns[level];
        var seen = level < evidence.Count ? evidence[level] : null;
        var judgement = new Judgement
        {
            Kind = rule.Kind,
            Presentation = rule.Presentation,
            Verdict = outcome.Checked,
            N = sample.N,
            Quantity = quantities[level].Name,
            Estimate = values.Length > 0 ? Summary.Of(values).Mean : null,
            Lower = Finite(seen?.Interval.Lower),
            Upper = Finite(seen?.Interval.Upper),
            Sd = Finite(seen is null ? null : Summary.Of(values).Sd),
            Margin = rule.ReportedMargin,
            PValue = seen is null || rule.Reproduced.Count == 0 ? null : rule.Reproduced.Max(l => l.P(seen.Estimate)),
            PFlip = seen is null || rule.Reproduced.Count == 0 ? null : rule.Reproduced.Max(seen.PFlip),
            Fragile = outcome.Fragile,
            Diverged = sample.Diverged,
            CrossedLower = Finite(crossed?[level].Interval.Lower),
            CrossedUpper = Finite(crossed?[level].Interval.Upper),
            Values = values,
            Notes = Notes(outcome, values),
        };
        return rule.PublishedMark is { } mark ? WithPublished(judgement, mark, values) : judgement;
    }

    /// <summary>Places the published figure among the single runs; a diverged run counts as not showing it.</summary>
    private Judgement WithPublished(Judgement judgement, double mark, double[] values)
    {
        int[] showing = [.. Enumerable.Range(0, values.Length).Where(i => rule.ShowsAsMuch(values[i]))];
        judgement = judgement with { PublishedMark = mark, Showing = showing };
        if (values.Length == 0)
        {
            return judgement;
        }

        var wilson = Proportion.Wilson(showing.Length, sample.N);
        return judgement with
        {
            PublishedPercentile = Proportion.PlaceOf(mark, values),
            SingleRunShare = (double)showing.Length / sample.N,
            SingleRunShareLower = wilson.Lower,
            SingleRunShareUpper = wilson.Upper,
        };
    }

    private List<string> Notes(Outcome outcome, double[] values)
    {
        var notes = new List<string>();
        if (sample.Finite < IntervalRule.Fewest)
        {
            notes.Add($"{sample.Finite} finite replicates: a conclusion needs at least {IntervalRule.Fewest}.");
        }

        if (sample.Diverged > 0)
        {
            notes.Add(sample.Diverged * 10 > sample.N
                ? $"{sample.Diverged} of {sample.N} replicates diverged, more than one in ten: nothing is concluded."
                : $"{sample.Diverged} of {sample.N} replicates diverged: a conclusion holds both without them and with "
                    + "each as the least favourable value seen.");
        }

        if (outcome.Fragile)
        {
            notes.Add(
                $"Fragile: the interval concludes {outcome.ByInterval.ToString().ToLowerInvariant()}, "
                + "the sign-flip test at 5 % disagrees.");
        }

        if (values.Length >= 2 && Array.TrueForAll(values, v => v == values[0]))
        {
            notes.Add($"All {values.Length} values equal {values[0]}, so the interval is a point.");
        }

        if (scope.TestShare is null && crossed is null && sample.Finite >= 2)
        {
            notes.Add(
                "The figure is not a mean over test examples, so no interval can vary them: "
                + "the verdict generalises to the varied seeds only.");
        }

        if (scope.TestShare is not null && sample.Finite >= 2)
        {
            notes.Add(
                "The splits overlap, and the interval is widened accordingly; "
                + "the sign-flip test still treats the replicates as independent.");
        }

        return notes;
    }
}
