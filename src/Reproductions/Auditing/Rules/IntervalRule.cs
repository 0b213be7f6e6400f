using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>
/// Judges by an interval: it needs at least five finite replicates, tests the interval's limits by sign flips as well,
/// and accounts for diverged replicates. A rule of this kind states which limits its two conclusions must clear, which
/// values speak against the claim, and how it is shown.
/// </summary>
public abstract record IntervalRule : Rule
{
    /// <summary>Level of every one-sided test; the interval leaves as much beyond either end.</summary>
    public const double Level = 0.05;

    /// <summary>Finite replicates below which nothing is concluded.</summary>
    public const int Fewest = 5;

    /// <summary>Limits that must all be cleared for <see cref="Verdict.Reproduced"/>.</summary>
    protected internal abstract IReadOnlyList<Limit> Reproduced { get; }

    /// <summary>Limits one of which must be cleared for <see cref="Verdict.Contradicted"/>.</summary>
    protected internal abstract IReadOnlyList<Limit> Contradicted { get; }

    /// <summary>The margin, bound or precision that the rule compares with; null: none.</summary>
    protected internal virtual double? ReportedMargin => null;

    /// <summary>Where the published figure stands on the quantity's axis; null: none was published.</summary>
    protected internal virtual double? PublishedMark => null;

    /// <summary>Probability beyond either end of the interval.</summary>
    protected internal virtual double Tail => Level;

    /// <summary>
    /// Concludes for every quantity, the divergence rule applied. With at most one replicate in ten diverged, only that
    /// stands which holds both without them and with each as the least favourable value seen; hence a diverged
    /// replicate
    /// can withhold a conclusion and never bring one about.
    /// </summary>
    /// <param name="sample">The replicates.</param>
    /// <param name="scope">What they vary.</param>
    /// <param name="checkFlips">
    /// Whether the sign-flip test is applied; without it every outcome is the interval's.
    /// </param>
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

    /// <summary>The verdict over all quantities.</summary>
    public virtual Verdict Combine(IEnumerable<Verdict> verdicts) => verdicts.Single();

    /// <summary>Larger for a single value that speaks more against the claim.</summary>
    protected internal abstract double Unfavourable(double value);

    /// <summary>
    /// Whether a single run of this value alone would have shown as much as published; asked only where there is a
    /// <see cref="PublishedMark"/>.
    /// </summary>
    protected internal virtual bool ShowsAsMuch(double value) => value >= PublishedMark;

    /// <summary>The estimate that the interval is of, from a sample of at least two.</summary>
    protected internal virtual Estimate EstimateOf(Summary sample, InferenceScope scope) =>
        scope.TestShare is { } share ? Estimate.OfOverlappingSplits(sample, share) : Estimate.OfMean(sample);

    /// <summary>What the evidence on each quantity concludes.</summary>
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
