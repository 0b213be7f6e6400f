namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>A conclusion before and after the sign-flip test.</summary>
/// <param name="ByInterval">What the interval alone concludes.</param>
/// <param name="Checked">The same, or inconclusive where the sign-flip test does not agree.</param>
public sealed record Outcome(Verdict ByInterval, Verdict Checked)
{
    public static Outcome None { get; } = new(Verdict.Inconclusive, Verdict.Inconclusive);

    /// <summary>Whether the sign-flip test undid the interval's conclusion.</summary>
    public bool Fragile => ByInterval != Checked;

    public static Outcome Of(Verdict byInterval, bool flipsAgree) =>
        new(byInterval, flipsAgree ? byInterval : Verdict.Inconclusive);

    /// <summary>Keeps of two judgements of the same question only what both conclude.</summary>
    public Outcome And(Outcome other) => new(
        ByInterval == other.ByInterval ? ByInterval : Verdict.Inconclusive,
        Checked == other.Checked ? Checked : Verdict.Inconclusive);
}
