namespace Pruning.Reproductions.Reporting;

/// <summary>
/// States a claim's result in one sentence: published, measured, verdict, and the readings that differ.
/// </summary>
public static class ResultSentence
{
    // With more readings than this, their number comes first, then their names.
    private const int FewReadings = 3;

    /// <summary>
    /// The sentence: <c>Published +0.0410; measured −0.0177 [−0.0210, −0.0144] nats over 256 seeds: contradicted; …</c>
    /// </summary>
    public static string Of(ClaimResult claim) => ReadingText.WasRun(claim.Primary)
        ? $"{PublishedPart(claim)}; {MeasuredPart(claim)}{VerdictPart(claim)}{ReadingsPart(claim)}."
        : $"{PublishedPart(claim)}; {VerdictText.Words(claim)}. {UnfinishedText.Reason(claim.Primary)}";

    private static string PublishedPart(ClaimResult claim) => claim switch
    {
        { Verdict: Verdict.Measured } => "The document gives no figure",
        { Primary.Judgement.Presentation.IsDifference: true, Published: { Effect: { } effect, Unit: var unit } } =>
            $"Published {FigureFormat.Of(unit, difference: true).Number(effect)}",
        _ when FigureText.Published(claim) is var text and not "–" => $"Published {text}",
        _ => "No figure published",
    };

    private static string MeasuredPart(ClaimResult claim)
    {
        var reading = claim.Primary;
        var text = FigureText.Measured(claim, reading.Judgement);
        var over = reading.N == 1 ? "in one run" : $"over {reading.N} {reading.GeneralisesTo}";
        return (reading.Judgement.Estimate, reading.Judgement.Presentation.Interval) switch
        {
            (null, null) => "checked",
            (null, _) => $"no estimate {over}",
            (_, null) => $"found {text}",
            (_, Presentation.IntervalOfMean) => $"measured {text} {over}",
            (_, var interval) => $"measured {text} (mean, and {interval}) {over}",
        };
    }

    private static string VerdictPart(ClaimResult claim)
    {
        if (claim.Verdict == Verdict.Measured)
        {
            return string.Empty;
        }

        var parts = claim.Primary.Judgement is { Presentation.Parts.HasCore: true, Parts: { Count: > 1 } all }
            ? $" ({PartsText(all)})"
            : string.Empty;
        return $": {VerdictText.Of(claim)}{parts}";
    }

    private static string PartsText(IReadOnlyList<Judgement> parts)
    {
        if (parts.Select(p => p.Kind).Distinct().Count() == parts.Count)
        {
            return string.Join(", ", parts.Select(p => $"{p.Kind} {VerdictText.Of(p.Verdict)}"));
        }

        var counts = parts.GroupBy(p => p.Verdict).Select(g => $"{g.Count()} {VerdictText.Of(g.Key)}");
        return $"of {parts.Count} parts {string.Join(", ", counts)}";
    }

    private static string ReadingsPart(ClaimResult claim)
    {
        var run = claim.Readings.Where(ReadingText.WasRun).ToList();
        var notRun = claim.Readings.Where(r => !ReadingText.WasRun(r)).Select(r => ReadingText.NameOf(r, claim));
        var names = string.Join(" or ", notRun.Select(With));
        var end = names.Length > 0 ? $"; not run {names}" : string.Empty;
        if (run.Count < 2)
        {
            return end;
        }

        var others = run
            .Where(r => r.Judgement.Verdict != claim.Primary.Judgement.Verdict)
            .GroupBy(r => r.Judgement.Verdict)
            .OrderBy(g => g.Key)
            .Select(g => $"; {Only(g, claim)}")
            .ToList();
        return others.Count == 0
            ? $"; the same in all {run.Count} readings{end}"
            : $"; the same in {ReadingText.Agreement(claim)} readings{string.Concat(others)}{end}";
    }

    private static string Only(IGrouping<Verdict, ReadingResult> readings, ClaimResult claim)
    {
        var verdict = VerdictText.Of(readings.Key);
        var names = readings.Select(r => ReadingText.NameOf(r, claim)).ToList();
        return names.Count <= FewReadings
            ? $"{verdict} only {string.Join(" or ", names.Select(With))}"
            : $"{verdict} in {names.Count} ({string.Join("; ", names)})";
    }

    private static string With(string reading) =>
        reading.StartsWith("as shipped", StringComparison.Ordinal) ? reading : $"with {reading}";
}
