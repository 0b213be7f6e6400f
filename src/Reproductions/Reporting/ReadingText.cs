namespace Pruning.Reproductions.Reporting;

/// <summary>Names of a claim's readings, and sentences on them.</summary>
public static class ReadingText
{
    /// <summary>
    /// A reading's name by its differences from the primary one: <c>init = fresh</c>, <c>as shipped</c>.
    /// </summary>
    public static string NameOf(ReadingResult reading, ClaimResult claim)
    {
        if (reading.Primary)
        {
            return reading.Choices.Count == 0 && claim.Readings.Count == 1 ? "all runs" : "primary";
        }

        var differing = string.Join(", ", Differing(reading, claim));
        return (reading.Id, differing) switch
        {
            ("as-shipped", "") => "as shipped",
            ("as-shipped", _) => $"as shipped ({differing})",
            (_, "") => reading.Id,
            _ => differing,
        };
    }

    /// <summary>
    /// Choices of <paramref name="reading"/> that differ from the primary reading's, as <c>key = value</c>.
    /// </summary>
    public static IEnumerable<string> Differing(ReadingResult reading, ClaimResult claim) =>
        from choice in reading.Choices
        where claim.Primary.Choices.GetValueOrDefault(choice.Key) != choice.Value
        select $"{choice.Key} = {choice.Value}";

    /// <summary>
    /// Number of readings with the primary one's verdict among those that were run: <c>7 of 9</c>, the primary
    /// included; a dash where that was not run.
    /// </summary>
    public static string Agreement(ClaimResult claim) => !WasRun(claim.Primary) ? "–"
        : $"{Agreeing(claim)} of {claim.Readings.Count(WasRun)}";

    /// <summary>The same as a share; null where the primary one was not run.</summary>
    public static double? ShareThatAgrees(ClaimResult claim) => !WasRun(claim.Primary) ? null
        : Agreeing(claim) / (double)claim.Readings.Count(WasRun);

    /// <summary>Whether a reading was run.</summary>
    public static bool WasRun(ReadingResult reading) => reading.Judgement.Verdict != Verdict.NotRun;

    /// <summary>A reading's number of replicates; a dash where it was not run.</summary>
    public static string Replicates(ReadingResult reading) => WasRun(reading) ? $"{reading.N}" : "–";

    /// <summary>
    /// Reading notes with the reading's name, for readings that have one, or that were not run beside a primary one.
    /// </summary>
    public static IEnumerable<(string Reading, string Sentence)> Answers(ClaimResult claim) =>
        from reading in claim.Readings
        let note = WasRun(reading) ? reading.Judgement.ReadingNote
            : WasRun(claim.Primary) ? UnfinishedText.Reason(reading) : null
        where note is not null
        select (NameOf(reading, claim), note);

    private static int Agreeing(ClaimResult claim) =>
        claim.Readings.Count(r => r.Judgement.Verdict == claim.Primary.Judgement.Verdict);
}
