namespace Pruning.Reproductions.Reporting;

/// <summary>Words of verdicts, identical on the page, in Markdown and on the terminal.</summary>
public static class VerdictText
{
    /// <summary>A verdict's name.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Inconclusive => "inconclusive",
        Verdict.Reproduced => "reproduced",
        Verdict.Partial => "partial",
        Verdict.Contradicted => "contradicted",
        Verdict.Measured => "measured",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "No such verdict."),
    };

    /// <summary>A reading's verdict with its qualifiers: <c>contradicted, on this test set only</c>.</summary>
    public static string Of(ReadingResult reading) =>
        string.Join(", ", Qualifiers(reading).Prepend(Of(reading.Judgement.Verdict)));

    /// <summary>The meaning of a verdict, in one sentence.</summary>
    public static string Meaning(Verdict verdict) => verdict switch
    {
        Verdict.Inconclusive => "The evidence neither shows the claim nor refutes it.",
        Verdict.Reproduced => "The claim's rule holds over the runs.",
        Verdict.Partial => "The claim's core holds, another part of it does not.",
        Verdict.Contradicted => "The evidence excludes the claim.",
        Verdict.Measured => "The document gives no figure; ours is the result.",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "No such verdict."),
    };

    /// <summary>The qualifiers of a reading's verdict, a few words each.</summary>
    public static IEnumerable<string> Qualifiers(ReadingResult reading)
    {
        var judgement = reading.Judgement;
        if (judgement.OnThisTestSetOnly)
        {
            yield return "on this test set only";
        }

        if (judgement.Fragile)
        {
            yield return "fragile";
        }

        if (judgement is { Verdict: Verdict.Reproduced, PHolm: > 0.05 })
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
