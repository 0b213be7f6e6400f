using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>
/// Rule that judges by an interval: it needs at least five finite replicates, confirms conclusions by sign-flip tests
/// and accounts for diverged replicates. A derived rule defines the limits of its two conclusions, the unfavourable
/// values and the presentation.
/// </summary>
public abstract record IntervalRule : Rule
{
    /// <summary>Level of every one-sided test, and probability beyond each end of the interval.</summary>
    public const double Level = 0.05;

    /// <summary>Fewest finite replicates that allow a conclusion.</summary>
    public const int Fewest = 5;

    /// <summary>Limits that must all be cleared for <see cref="Verdict.Reproduced"/>.</summary>
    protected internal abstract IReadOnlyList<Limit> Reproduced { get; }

    /// <summary>Limits one of which must be cleared for <see cref="Verdict.Contradicted"/>.</summary>
    protected internal abstract IReadOnlyList<Limit> Contradicted { get; }

    /// <summary>The margin, bound or precision that the rule compares with; null: none.</summary>
    protected internal virtual double? ReportedMargin => null;

    /// <summary>Position of the published figure on the quantity's axis; null: none.</summary>
    protected internal virtual double? PublishedMark => null;

    /// <summary>Probability beyond each end of the interval.</summary>
    protected internal virtual double Tail => Level;

    /// <summary>
    /// Concludes for every quantity, with diverged replicates accounted for. With at most one in ten diverged, a
    /// conclusion must hold both without them and with each as the least favourable value seen, so that a diverged
    /// replicate can prevent a conclusion but never cause one; with more, nothing is concluded.
    /// </summary>
    /// <param name="sample">The replicates.</param>
    /// <param name="scope">What varies between them.</param>
    /// <param name="checkFlips">Whether the sign-flip test is applied; without it the interval alone decides.</param>
    public IReadOnlyList<Outcome> Weigh(Sample sample, InferenceScope scope, bool checkFlips = true)
    {
        if (sample.Finite < Fewest || sample.Diverged * 10 > sample.N)
        {
            return [.. sample.Columns.Select(_ => Outcome.None)];
        }

        var outcomes = Decide(EvidenceOf(sample, scope), checkFlips);
        if (sample.Diverged == 0)
        {
            return outcomes;
        }

        var withWorst = EvidenceOf(sample.WithDivergedAsWorst(Unfavourable), scope);
        return [.. outcomes.Zip(Decide(withWorst, checkFlips), (a, b) => a.And(b))];
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

    /// <summary>Draws a conclusion from the evidence on each quantity.</summary>
    protected internal virtual IReadOnlyList<Outcome> Decide(IReadOnlyList<Evidence> evidence, bool checkFlips) =>
        [.. evidence.Select(e => Decide(e, checkFlips))];

    protected override Judgement Conclude(Differences differences, InferenceScope scope)
    {
        var sample = Sample.Of(differences);
        return new JudgementBuilder(this, sample, scope).Build(Weigh(sample, scope));
    }

    internal IReadOnlyList<Evidence> EvidenceOf(Sample sample, InferenceScope scope) =>
        [.. sample.Columns.Select(c => new Evidence(c, EstimateOf(Summary.Of(c), scope), Tail))];

    private Outcome Decide(Evidence evidence, bool checkFlips)
    {
        if (Reproduced.Count > 0 && Reproduced.All(l => l.IsClearedBy(evidence.Interval)))
        {
            return Outcome.Of(Verdict.Reproduced, !checkFlips || Reproduced.All(l => evidence.PFlip(l) <= Level));
        }

        var cleared = Contradicted.Where(l => l.IsClearedBy(evidence.Interval)).ToList();
        return cleared.Count > 0
            ? Outcome.Of(Verdict.Contradicted, !checkFlips || cleared.Exists(l => evidence.PFlip(l) <= Level))
            : Outcome.None;
    }
}
