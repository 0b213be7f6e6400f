using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>
/// Rule that nothing noticeable is lost up to a level: reproduced where L &gt; −Δ at every level, contradicted where U
/// &lt; −Δ at some level after Holm's correction of both t and sign-flip tests over the levels. All levels must hold,
/// so reproducing needs no correction.
/// </summary>
/// <param name="Levels">The paired difference at every level, oriented so that larger favours the claim.</param>
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
            $"Reproduced where the 90 % interval of the mean lies above {-Margin} at every level, contradicted where ",
            $"it lies below at some level after Holm's correction over the levels."),
        IsDifference = true,
        LargerFavours = true,
        Acceptance = new(-Margin, null),
        Parts = new("Levels", "The primary reading, level by level"),
    };

    protected internal override IReadOnlyList<Limit> Reproduced => [Limit.Above(-Margin)];

    protected internal override IReadOnlyList<Limit> Contradicted => [Limit.Below(-Margin)];

    protected internal override double? ReportedMargin => Margin;

    public override Verdict Combine(IEnumerable<Verdict> verdicts)
    {
        var all = verdicts.ToList();
        return all.Contains(Verdict.Contradicted) ? Verdict.Contradicted
            : all.TrueForAll(v => v == Verdict.Reproduced) ? Verdict.Reproduced
            : Verdict.Inconclusive;
    }

    protected internal override double Unfavourable(double value) => -value;

    protected internal override IReadOnlyList<Outcome> Decide(IReadOnlyList<Evidence> evidence, bool checkFlips)
    {
        var below = Contradicted[0];
        var lost = Rejected(evidence, e => below.P(e.Estimate));
        var lostByFlips = checkFlips && lost.Contains(true) ? Rejected(evidence, e => e.PFlip(below)) : lost;
        return [.. base.Decide(evidence, checkFlips: false).Select((outcome, i) =>
            lost[i] ? Outcome.Of(Verdict.Contradicted, lostByFlips[i])
            : outcome.ByInterval == Verdict.Reproduced
                ? Outcome.Of(Verdict.Reproduced, !checkFlips || evidence[i].PFlip(Reproduced[0]) <= Level)
            : Outcome.None)];
    }

    private static bool[] Rejected(IReadOnlyList<Evidence> evidence, Func<Evidence, double> p) =>
        [.. Holm.Adjust([.. evidence.Select(p)]).Select(a => a <= Level)];
}
