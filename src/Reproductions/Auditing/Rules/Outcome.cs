namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>A conclusion before and after the sign-flip test.</summary>
/// <param name="ByInterval">The interval's conclusion.</param>
/// <param name="Checked">The same, or inconclusive where the sign-flip test disagrees.</param>
public sealed record Outcome(Verdict ByInterval, Verdict Checked)
{
    public static Outcome None { get; } = new(Verdict.Inconclusive, Verdict.Inconclusive);

    /// <summary>Whether the sign-flip test overturned the interval's conclusion.</summary>
    public bool Fragile => ByInterval != Checked;

    public static Outcome Of(Verdict byInterval, bool flipsAgree) =>
        new(byInterval, flipsAgree ? byInterval : Verdict.Inconclusive);

    /// <summary>Keeps only what two outcomes of the same question agree on.</summary>
    public Outcome And(Outcome other) => new(
        ByInterval == other.ByInterval ? ByInterval : Verdict.Inconclusive,
        Checked == other.Checked ? Checked : Verdict.Inconclusive);
}
