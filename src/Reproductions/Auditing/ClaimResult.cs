namespace Pruning.Reproductions.Auditing;

/// <summary>A claim with its judged readings.</summary>
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

    /// <summary>
    /// Whether every reading of a choice that the document leaves open was run. One whose data are missing was not.
    /// </summary>
    public bool UnstatedRun { get; init; } = true;

    /// <summary>Whether the verdict is on times, hence this machine's.</summary>
    public bool OnTheSpot { get; init; }

    /// <summary>The two metrics that its study sets against each other; null: none.</summary>
    public TradeOff? TradeOff { get; init; }

    /// <summary>The claim's table of words; null: none.</summary>
    public TextTable? Words { get; init; }

    /// <summary>
    /// The accepted verdict of an earlier audit, where this one did not run the claim or left it open; null: none.
    /// </summary>
    public EarlierVerdict? Earlier { get; init; }

    /// <summary>
    /// Ids of the readings on which the verdict hangs: the primary one contradicts the claim, and they, which change
    /// only what the document leaves open, reproduce it.
    /// </summary>
    public IReadOnlyList<string> HangsOn => Primary.Judgement.Verdict == Verdict.Contradicted
        ? [.. Readings.Where(r => !r.Primary && r.Stance == Stance.Unstated
            && r.Judgement.Verdict == Verdict.Reproduced).Select(r => r.Id)]
        : [];

    /// <summary>The primary reading's verdict, or that it hangs on an open choice.</summary>
    public Verdict Verdict => HangsOn.Count > 0 ? Verdict.HangsOn : Primary.Judgement.Verdict;
}
