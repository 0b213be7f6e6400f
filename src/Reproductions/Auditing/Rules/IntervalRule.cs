using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>
/// What every rule on intervals shares: at least five finite replicates, the interval, the sign-flip test against the same limits, and diverged replicates.
/// A rule says only which limits its two conclusions must clear and which values speak against the claim.
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
    protected internal virtual double? Yardstick => null;

    /// <summary>Where the published figure stands on the quantity's axis; null: none was published.</summary>
    protected internal virtual double? Mark => null;

    protected internal virtual double Tail => Level;

    /// <summary>
    /// Weighs a sample: what it concludes for every quantity, the divergence rule applied. With at most one replicate in ten diverged only that stands which holds
    /// both without them and with each as the least favourable value seen; hence a diverged replicate can withhold a conclusion and never bring one about.
    /// </summary>
    /// <param name="sample">The replicates.</param>
    /// <param name="generality">What they vary.</param>
    /// <param name="checkFlips">Whether the sign-flip test has its say; without it every outcome is the interval's.</param>
    public IReadOnlyList<Outcome> Weigh(Sample sample, Generality generality, bool checkFlips = true)
    {
        if (sample.Finite < Fewest || sample.Diverged * 10 > sample.N)
        {
            return [.. sample.Columns.Select(_ => Outcome.None)];
        }

        var outcomes = Decide(EvidenceOf(sample, generality), checkFlips);
        return sample.Diverged == 0
            ? outcomes
            : [.. outcomes.Zip(Decide(EvidenceOf(sample.WithDivergedAsWorst(Unfavourable), generality), checkFlips), (a, b) => a.And(b))];
    }

    /// <summary>The verdict over all quantities.</summary>
    public virtual Verdict Combine(IEnumerable<Verdict> verdicts) => verdicts.Single();

    public override Judgement Judge(Differences differences, Generality generality)
    {
        var quantities = Quantities.ToList();
        var sample = Sample.Of(differences);
        var outcomes = Weigh(sample, generality);
        return new Report(this, quantities, sample, generality).Write(outcomes);
    }

    /// <summary>Larger for a single value that speaks more against the claim.</summary>
    protected internal abstract double Unfavourable(double value);

    /// <summary>Whether a single run of this value alone would have shown the published effect or more.</summary>
    protected internal virtual bool ShowsAsMuch(double value) => value >= Mark;

    /// <summary>The estimate that the interval is of, from a sample of at least two.</summary>
    protected internal virtual Estimate EstimateOf(Summary sample, Generality generality) =>
        generality.TestShare is { } share ? Estimate.OfOverlappingSplits(sample, share) : Estimate.OfMean(sample);

    /// <summary>What the evidence on each quantity concludes.</summary>
    protected internal virtual IReadOnlyList<Outcome> Decide(IReadOnlyList<Evidence> evidence, bool checkFlips) =>
        [.. evidence.Select(e => Decide(e, checkFlips))];

    internal IReadOnlyList<Evidence> EvidenceOf(Sample sample, Generality generality) =>
        [.. sample.Columns.Select(c => new Evidence(c, EstimateOf(Summary.Of(c), generality), Tail))];

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
