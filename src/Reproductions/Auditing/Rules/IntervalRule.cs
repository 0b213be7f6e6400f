using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>
/// Rule that judges by an interval: it needs at least five finite replicates, confirms conclusions by sign-flip tests
/// and accounts for diverged replicates. A derived rule defines the limits of its two conclusions, the unfavourable
/// values and the presentation.
/// </summary>
public abstract record IntervalRule : Rule
{
    /// <summary>Level of the sign-flip tests, which small samples cannot bring lower.</summary>
    public const double FlipLevel = 0.05;

    /// <summary>Fewest finite replicates that allow a conclusion.</summary>
    public const int Fewest = 5;

    /// <summary>Limits that must all be cleared for <see cref="Verdict.Reproduced"/>.</summary>
    protected internal abstract IReadOnlyList<Limit> Reproduced { get; }

    /// <summary>Limits one of which must be cleared for <see cref="Verdict.Contradicted"/>.</summary>
    protected internal abstract IReadOnlyList<Limit> Contradicted { get; }

    /// <summary>Limits that must all be cleared for <see cref="Verdict.Negligible"/>; empty: it is none.</summary>
    protected internal virtual IReadOnlyList<Limit> Negligible => [];

    /// <summary>The margin, bound or precision that the rule compares with; null: none.</summary>
    protected internal virtual double? ReportedMargin => null;

    /// <summary>Position of the published figure on the quantity's axis; null: none.</summary>
    protected internal virtual double? PublishedMark => null;

    /// <summary>Whether Hall's correction of skewness applies: to means, not to the prediction of a run.</summary>
    protected internal virtual bool IsOfMean => true;

    /// <summary>Probability beyond each end of the interval.</summary>
    /// <param name="level">Level of a one-sided test.</param>
    protected internal virtual double TailOf(double level) => level;

    /// <summary>
    /// Concludes for every quantity, with diverged replicates accounted for. With at most one in ten diverged, a
    /// conclusion must hold both without them and with each as the least favourable value seen, so that a diverged
    /// replicate can prevent a conclusion but never cause one; with more, nothing is concluded.
    /// </summary>
    /// <param name="sample">The replicates.</param>
    /// <param name="scope">What varies between them.</param>
    /// <param name="level">Level of a one-sided test.</param>
    /// <param name="examplesVary">Whether the test examples vary too, where their values are known.</param>
    public IReadOnlyList<Outcome> Weigh(Sample sample, InferenceScope scope, double level, bool examplesVary = true)
    {
        if (sample.Finite < Fewest || sample.Diverged * 10 > sample.N)
        {
            return [.. sample.Columns.Select(_ => Outcome.None)];
        }

        var outcomes = Decide(EvidenceOf(sample, scope, level, examplesVary));
        if (sample.Diverged == 0)
        {
            return outcomes;
        }

        var withWorst = EvidenceOf(sample.WithDivergedAsWorst(Unfavourable), scope, level, examplesVary);
        return [.. outcomes.Zip(Decide(withWorst), (a, b) => a.And(b))];
    }

    /// <summary>Combines the verdicts of all quantities.</summary>
    public virtual Verdict Combine(IEnumerable<Verdict> verdicts) => verdicts.Single();

    /// <summary>How strongly a value speaks against the claim; larger is worse.</summary>
    protected internal abstract double Unfavourable(double value);

    /// <summary>
    /// Whether a single run of this value shows as much as published; called only where there is a
    /// <see cref="PublishedMark"/>.
    /// </summary>
    protected internal virtual bool ShowsAsMuch(double value) => value >= PublishedMark;

    /// <summary>The interval's estimate, from a sample of at least two.</summary>
    protected internal virtual Estimate EstimateOf(Summary sample, InferenceScope scope) =>
        scope.TestShare is { } share ? Estimate.OfOverlappingSplits(sample, share) : Estimate.OfMean(sample);

    /// <summary>
    /// The margins at which the verdict changes, from the interval that decides; null: there is none.
    /// </summary>
    /// <param name="intervals">One per quantity.</param>
    protected internal virtual Tipping? TippingOf(IReadOnlyList<Interval> intervals) => null;

    /// <summary>Draws a conclusion from an interval alone.</summary>
    protected internal virtual Verdict ByInterval(Interval interval) =>
        AllCleared(Negligible, interval) ? Verdict.Negligible
        : AllCleared(Reproduced, interval) ? Verdict.Reproduced
        : Contradicted.Any(l => l.IsClearedBy(interval)) ? Verdict.Contradicted
        : Verdict.Inconclusive;

    /// <summary>Draws a conclusion from the evidence on each quantity.</summary>
    protected internal virtual IReadOnlyList<Outcome> Decide(IReadOnlyList<Evidence> evidence) =>
        [.. evidence.Select(Decide)];

    protected override Judgement Conclude(Differences differences, InferenceScope scope, double level)
    {
        var sample = Sample.Of(differences);
        return new JudgementBuilder(this, sample, scope, level).Build();
    }

    internal IReadOnlyList<Evidence> EvidenceOf(
        Sample sample, InferenceScope scope, double level, bool examplesVary = true)
    {
        // New splits already vary the test examples, and a published run has been on these very ones.
        var vary = examplesVary && IsOfMean && scope.TestShare is null && sample.Examples.All(e => e is not null);
        return [.. sample.Columns.Select((c, i) =>
        {
            var estimate = EstimateOf(Summary.Of(c), scope);
            return sample.Subtracted[i] is { } other
                ? new Evidence(c, other, estimate.Minus(EstimateOf(Summary.Of(other), scope)), TailOf(level), IsOfMean)
                : new Evidence(c, estimate, vary ? sample.Examples[i] : null, TailOf(level), IsOfMean);
        })];
    }

    private static bool AllCleared(IReadOnlyList<Limit> limits, Interval interval) =>
        limits.Count > 0 && limits.All(l => l.IsClearedBy(interval));

    private Outcome Decide(Evidence evidence)
    {
        bool Flips(Limit limit) => evidence.PFlip(limit) is not > FlipLevel;
        var verdict = ByInterval(evidence.Interval);
        if (verdict == Verdict.Negligible && !Negligible.All(Flips))
        {
            verdict = Verdict.Reproduced; // only that it is small is not shown
        }

        return Outcome.Of(verdict, verdict switch
        {
            // A point is reproduced by overlap, which rejects nothing and leaves nothing to check.
            Verdict.Reproduced => Reproduced.All(Flips),
            Verdict.Contradicted => Contradicted.Any(l => l.IsClearedBy(evidence.Interval) && Flips(l)),
            _ => true,
        });
    }
}
