using Pruning.Reproductions.Auditing;

namespace Pruning.Reproductions.Reporting;

/// <summary>What came out of a claim, as one sentence: published, measured, verdict, and the choices that it hangs on.</summary>
public static class Finding
{
    // More readings than this are counted first and then named.
    private const int FewReadings = 3;

    /// <summary>For example: <c>Published +0.0410; measured −0.0177 [−0.0210, −0.0144] nats over 256 seeds: contradicted; …</c></summary>
    public static string Of(ClaimResult claim) =>
        $"{PublishedPart(claim)}; {MeasuredPart(claim)}{VerdictPart(claim)}{ReadingsPart(claim)}.";

    private static string PublishedPart(ClaimResult claim) => claim switch
    {
        { Kind: ClaimKind.Measurement } => "The document gives no figure",
        { Kind: not ClaimKind.Point, Published: { Effect: { } effect, Unit: var unit } } => $"Published {Measure.Of(unit, difference: true).Number(effect)}",
        _ when Words.PublishedText(claim) is var text and not "–" => $"Published {text}",
        _ => "No figure published",
    };

    private static string MeasuredPart(ClaimResult claim)
    {
        var reading = claim.Primary;
        var core = Measure.CoreOf(reading.Judgement);
        var text = Words.MeasuredText(claim, reading.Judgement);
        var over = reading.N == 1 ? "in one run" : $"over {reading.N} {reading.GeneralisesTo}";
        return core.Kind switch
        {
            _ when reading.Judgement.Estimate is null => core.Kind == ClaimKind.Exact ? "checked" : $"no estimate {over}",
            ClaimKind.Exact => $"found {text}",
            ClaimKind.Point => $"measured {text} (mean, and where 95 % of single runs fall) {over}",
            _ => $"measured {text} {over}",
        };
    }

    private static string VerdictPart(ClaimResult claim)
    {
        if (claim.Verdict == Verdict.Measured)
        {
            return string.Empty;
        }

        var parts = claim.Primary.Judgement is { Kind: ClaimKind.Composite, Parts: { Count: > 1 } all } ? $" ({PartsText(all)})" : string.Empty;
        return $": {Words.VerdictOf(claim.Primary)}{parts}";
    }

    private static string PartsText(IReadOnlyList<Judgement> parts) =>
        parts.Select(p => p.Kind).Distinct().Count() == parts.Count
            ? string.Join(", ", parts.Select(p => $"{Words.Of(p.Kind)} {Words.Of(p.Verdict)}"))
            : $"of {parts.Count} parts {string.Join(", ", parts.GroupBy(p => p.Verdict).Select(g => $"{g.Count()} {Words.Of(g.Key)}"))}";

    private static string ReadingsPart(ClaimResult claim)
    {
        if (claim.Readings.Count < 2)
        {
            return string.Empty;
        }

        var others = claim.Readings.Where(r => r.Judgement.Verdict != claim.Verdict).GroupBy(r => r.Judgement.Verdict).OrderBy(g => g.Key).ToList();
        return others.Count == 0
            ? $"; the same in all {claim.Readings.Count} readings"
            : $"; the same in {Words.Agreement(claim)} readings{string.Concat(others.Select(g => "; " + Only(g, claim)))}";
    }

    private static string Only(IGrouping<Verdict, ReadingResult> readings, ClaimResult claim)
    {
        var names = readings.Select(r => Words.NameOf(r, claim)).ToList();
        return names.Count <= FewReadings
            ? $"{Words.Of(readings.Key)} only {string.Join(" or ", names.Select(n => n.StartsWith("as shipped", StringComparison.Ordinal) ? n : $"with {n}"))}"
            : $"{Words.Of(readings.Key)} in {names.Count} ({string.Join("; ", names)})";
    }
}
