using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>
/// Rule that nothing noticeable is lost up to a level: reproduced where L &gt; −Δ at every level, contradicted where U
/// &lt; −Δ at the first. Levels are tested in order, each at the full level of the test, until one does not show a loss
/// (fixed sequence; Maurer 1995, Westfall and Krishen 2001), so neither conclusion needs a correction.
/// </summary>
/// <param name="Levels">
/// The paired difference at every level, oriented so that larger favours the claim; hardest first.
/// </param>
/// <param name="Margin">Δ, 0 or more: the loss that counts as noticeable, in the quantities' unit.</param>
public sealed record ThresholdRule(IReadOnlyList<Quantity> Levels, double Margin) : IntervalRule
{
    public IReadOnlyList<Quantity> Levels { get; } = Levels.Count > 0
        ? Levels
        : throw new ArgumentException("A threshold needs at least one level.", nameof(Levels));

    public double Margin { get; } = Margin == 0 ? 0 : Require.Positive(Margin, nameof(Margin));

    public override string Kind => "threshold";

    public override IEnumerable<Quantity> Quantities => Levels;

    public override Presentation Presentation => new()
    {
        Method = Sentence.Of(
            $"Reproduced where the interval of the mean lies above {-Margin} at every level, contradicted where it ",
            $"lies below at the hardest; the levels are tested in order until one shows no loss."),
        IsDifference = true,
        LargerFavours = true,
        Acceptance = new(-Margin, null),
        Parts = new("Levels", "Level by level"),
    };

    protected internal override IReadOnlyList<Limit> Reproduced => [Limit.Above(-Margin)];

    protected internal override IReadOnlyList<Limit> Contradicted => [Limit.Below(-Margin)];

    protected internal override double? ReportedMargin => Margin;

    public override Verdict Combine(IEnumerable<Verdict> verdicts)
    {
        var all = verdicts.ToList();
        return all[0] == Verdict.Contradicted ? Verdict.Contradicted
            : all.TrueForAll(v => v == Verdict.Reproduced) ? Verdict.Reproduced
            : Verdict.Inconclusive;
    }

    protected internal override double Unfavourable(double value) => -value;

    protected internal override IReadOnlyList<Outcome> Decide(IReadOnlyList<Evidence> evidence)
    {
        var outcomes = base.Decide(evidence);
        var kept = outcomes.TakeWhile(o => o.Checked == Verdict.Contradicted).Count();
        return [.. outcomes.Select((o, i) => i <= kept || o.ByInterval != Verdict.Contradicted ? o : Outcome.None)];
    }

    protected internal override Tipping TippingOf(IReadOnlyList<Interval> intervals) =>
        new(-intervals.Min(i => i.Lower), -intervals[0].Upper);
}
