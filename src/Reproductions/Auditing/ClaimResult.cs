namespace Pruning.Reproductions.Auditing;

/// <summary>A claim and how its readings came out. Its verdict is its primary reading's.</summary>
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
