namespace Pruning.Reproductions.Reporting;

/// <summary>Words of verdicts, identical on the page, in Markdown and on the terminal.</summary>
public static class VerdictText
{
    /// <summary>Probability of the same verdict again below which a verdict is near its margin.</summary>
    private const double Sure = 0.9;

    /// <summary>A verdict's name.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Inconclusive => "inconclusive",
        Verdict.Reproduced => "reproduced",
        Verdict.Partial => "partial",
        Verdict.Contradicted => "contradicted",
        Verdict.Measured => "measured",
        Verdict.Negligible => "negligible",
        Verdict.HangsOn => "hangs-on",
        Verdict.NotRun => "not-run",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "No such verdict."),
    };

    /// <summary>A claim's verdict with its qualifiers: <c>hangs on optimizer = sgd, seeds only</c>.</summary>
    public static string Of(ClaimResult claim) =>
        string.Join(", ", Qualifiers(claim).Prepend(Words(claim)));

    /// <summary>A claim's verdict alone, with the choices that it hangs on, or why it was not run.</summary>
    public static string Words(ClaimResult claim) => claim.HangsOn.Count == 0 ? Words(claim.Primary)
        : "hangs on " + string.Join(" or ", claim.Readings.Where(r => claim.HangsOn.Contains(r.Id))
            .Select(r => ReadingText.NameOf(r, claim)));

    /// <summary>A reading's verdict with its qualifiers: <c>contradicted, seeds only</c>.</summary>
    public static string Of(ReadingResult reading) =>
        string.Join(", ", Qualifiers(reading).Prepend(Words(reading)));

    /// <summary>A reading's verdict alone: <c>contradicted</c>, <c>not run here (long)</c>.</summary>
    public static string Words(ReadingResult reading) => reading.Judgement switch
    {
        { Verdict: Verdict.NotRun, Caveat: { } why } => $"not run here ({why})",
        { Verdict: Verdict.NotRun } => "not run here",
        { Verdict: var verdict } => Of(verdict),
    };

    /// <summary>The qualifiers of a claim's verdict.</summary>
    public static IEnumerable<string> Qualifiers(ClaimResult claim) =>
        claim is { Verdict: Verdict.Contradicted, UnstatedRun: false }
            ? Qualifiers(claim.Primary).Append("open choices not run")
            : Qualifiers(claim.Primary);

    /// <summary>The meaning of a verdict, in one sentence.</summary>
    public static string Meaning(Verdict verdict) => verdict switch
    {
        Verdict.Inconclusive => "The evidence neither shows the claim nor refutes it.",
        Verdict.Reproduced => "The claim's rule holds over the runs.",
        Verdict.Partial => "The claim's core holds, another part of it does not.",
        Verdict.Contradicted => "The evidence excludes the claim.",
        Verdict.Measured => "The document gives no figure; ours is the result.",
        Verdict.Negligible => "An effect is shown, and shown to be too small to matter.",
        Verdict.HangsOn =>
            "The primary reading contradicts the claim; with another value of a choice that the document leaves open "
                + "it "
            + "is reproduced.",
        Verdict.NotRun => "The claim was not run here: its study is long, or what it needs is missing.",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "No such verdict."),
    };

    /// <summary>The qualifiers of a reading's verdict, a few words each.</summary>
    public static IEnumerable<string> Qualifiers(ReadingResult reading)
    {
        var judgement = reading.Judgement;
        if (judgement.Verdict == Verdict.NotRun)
        {
            yield break;
        }

        if (reading.FurtherLooks)
        {
            yield return judgement.Looks.Count > 1 ? "further looks registered" : "first look only";
        }

        if (judgement.OnThisTestSetOnly)
        {
            yield return $"{Of(judgement.OnThisTestSet!.Value)} on this test set alone";
        }

        if (judgement.SeedsOnly && judgement.Verdict is not (Verdict.Measured or Verdict.Inconclusive))
        {
            yield return "seeds only";
        }

        if (judgement.Fragile)
        {
            yield return "fragile";
        }

        if (judgement is { SameAgain: < Sure, IsConcluded: true })
        {
            yield return "near its margin";
        }

        if (judgement is { Verdict: Verdict.Reproduced, PHolm: > Rule.Level }
            or { Verdict: Verdict.Contradicted, PAgainstHolm: > Rule.Level })
        {
            yield return "not after Holm's correction";
        }

        if (judgement.Caveat is { } caveat)
        {
            yield return caveat;
        }

        if (judgement.Diverged > 0)
        {
            yield return $"{judgement.Diverged} diverged";
        }

        if (!reading.Registered)
        {
            yield return "unregistered n";
        }
    }
}
