using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>Builds the judgement of a weighed sample: one per quantity, represented by the worst of several.</summary>
internal sealed class JudgementBuilder(IntervalRule rule, Sample sample, InferenceScope scope, double level)
{
    private const double UsualPower = 0.8;

    private readonly IReadOnlyList<Quantity> quantities = [.. rule.Quantities];

    // Fewer than two finite replicates give no evidence.
    private readonly IReadOnlyList<Evidence> evidence =
        sample.Finite >= 2 ? rule.EvidenceOf(sample, scope, level) : [];

    /// <summary>Builds the judgement.</summary>
    public Judgement Build()
    {
        var outcomes = rule.Weigh(sample, scope, level);
        var verdicts = Combine(outcomes);
        var crossed = evidence.Any(e => e.CrossedInterval is not null);
        Verdict? here = crossed
            ? Combine(rule.Weigh(sample, scope, level, examplesVary: false)).Checked
            : null;
        var levels = quantities.Select((_, i) => Describe(i, outcomes[i])).ToList();
        var whole = levels.Count == 1 ? levels[0] : Worst(levels, verdicts);
        return whole with
        {
            SeedsOnly = !crossed && scope.TestShare is null && evidence.Count > 0,
            OnThisTestSet = here,
            Tipping = evidence.Count > 0 && rule.TippingOf([.. evidence.Select(e => e.Interval)]) is var (above, below)
                ? new(Finite(above), Finite(below))
                : null,
        };
    }

    private Outcome Combine(IReadOnlyList<Outcome> outcomes) => new(
        rule.Combine(outcomes.Select(o => o.ByInterval)), rule.Combine(outcomes.Select(o => o.Checked)));

    private Judgement Worst(List<Judgement> levels, Outcome verdicts)
    {
        var worst = levels.MinBy(l => l.Estimate)!;
        return worst with
        {
            Verdict = verdicts.Checked,
            Fragile = verdicts.Fragile,
            Quantity = $"the worst of {levels.Count} levels: {worst.Quantity}",
            PValue = levels.Max(l => l.PValue),
            PFlip = levels.Max(l => l.PFlip),
            PAgainst = levels[0].PAgainst,
            PAgainstOnThisTestSet = levels[0].PAgainstOnThisTestSet,
            Detectable = levels.Max(l => l.Detectable),
            Parts = levels,
            Notes = Notes(verdicts, sample.Columns[levels.IndexOf(worst)]),
        };
    }

    private static double? Finite(double? value) => value is { } v && double.IsFinite(v) ? v : null;

    private Judgement Describe(int place, Outcome outcome)
    {
        // Runs that are not paired have no difference of their own.
        var unpaired = sample.Subtracted[place] is not null;
        var values = unpaired ? [] : sample.Columns[place];
        var seen = place < evidence.Count ? evidence[place] : null;
        var judgement = new Judgement
        {
            Kind = rule.Kind,
            Presentation = rule.Presentation,
            Verdict = outcome.Checked,
            N = sample.N,
            Level = level,
            Quantity = quantities[place].Name,
            Estimate = values.Length > 0 ? Summary.Of(values).Mean : Finite(seen?.Seeds.Mean),
            Lower = Finite(seen?.SeedsInterval.Lower),
            Upper = Finite(seen?.SeedsInterval.Upper),
            Sd = Finite(seen is null || unpaired ? null : Summary.Of(values).Sd),
            Margin = rule.ReportedMargin,
            PValue = seen is null || rule.Reproduced.Count == 0 ? null : rule.Reproduced.Max(seen.P),
            PFlip = seen is null || rule.Reproduced.Count == 0 ? null : rule.Reproduced.Max(seen.PFlip),
            PAgainst = seen is null || rule.Reproduced.Count == 0 ? null : rule.Contradicted.Min(seen.P),
            PAgainstOnThisTestSet =
                seen is null || rule.Reproduced.Count == 0 ? null : rule.Contradicted.Min(seen.PBySeeds),
            Fragile = outcome.Fragile,
            Diverged = sample.Diverged,
            CrossedLower = Finite(seen?.CrossedInterval?.Lower),
            CrossedUpper = Finite(seen?.CrossedInterval?.Upper),
            Detectable = seen is null ? null : DetectableBy(seen.Deciding),
            Power = seen is null ? null : PowerOf(seen.Deciding),
            Values = values,
            Notes = Notes(outcome, values),
        };
        return rule.PublishedMark is { } mark ? WithPublished(judgement, mark, values) : judgement;
    }

    /// <summary>Distance beyond a limit that the t test finds with the usual power.</summary>
    private double? DetectableBy(Estimate estimate) => rule.Reproduced.Count == 0 ? null
        : estimate.StandardError == 0 ? 0
        : Finite(estimate.StandardError
            * NoncentralT.Detectable(CriticalOf(estimate), estimate.DegreesOfFreedom, UsualPower));

    /// <summary>Power of reproducing the claim where the truth is the published effect; null without one.</summary>
    private double? PowerOf(Estimate estimate)
    {
        if (rule.PublishedMark is not { } truth || rule.Reproduced.Count == 0)
        {
            return null;
        }

        var chances = rule.Reproduced.Select(limit =>
        {
            var distance = limit.Side == Side.Above ? truth - limit.Bound : limit.Bound - truth;
            return estimate.StandardError == 0 ? (distance > 0 ? 1 : 0)
                : NoncentralT.Power(CriticalOf(estimate), estimate.DegreesOfFreedom,
                    distance / estimate.StandardError);
        });
        return Finite(Math.Max(0, chances.Sum() - (rule.Reproduced.Count - 1)));
    }

    private double CriticalOf(Estimate estimate) => Estimate.Quantile(estimate.DegreesOfFreedom, level);

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

        if (sample.Subtracted.Any(s => s is not null))
        {
            notes.Add("The arms' runs are not paired: the interval and the tests are Welch's, with a variance of its "
                + "own for each arm, and there is no sign-flip test.");
        }

        if (scope.TestShare is null && sample.Finite >= 2 && evidence.All(e => e.CrossedInterval is null))
        {
            notes.Add(
                "Results of single test examples are not known or are not what is averaged, so no interval can vary "
                + "them: "
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
