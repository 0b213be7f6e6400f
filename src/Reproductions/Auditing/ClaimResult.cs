namespace Pruning.Reproductions.Auditing;

/// <summary>A claim with its judged readings; its verdict is that of the primary reading.</summary>
public sealed record ClaimResult(
    string Id,
    string Document,
    string DocumentTitle,
    string Section,
    string Statement,
    string Kind,
    Published Published,
    IReadOnlyList<ReadingResult> Readings)
{
    public ReadingResult Primary => Readings.Single(r => r.Primary);

    public Verdict Verdict => Primary.Judgement.Verdict;
}
