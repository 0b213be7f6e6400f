namespace Pruning.Reproductions.Reporting;

/// <summary>How much a verdict can bear: its looks, its power, and what would tip it.</summary>
public static class EvidenceText
{
    private const string Composite = "composite";

    /// <summary>
    /// The clauses: <c>n = 16 of at most 32</c>, <c>could have seen 0.4 pp</c>, <c>tips at a margin of 1.3 pp</c>,
    /// <c>97 % of audits with other seeds would say the same</c>; none where nothing was weighed.
    /// </summary>
    public static IReadOnlyList<string> Of(ClaimResult claim)
    {
        var (reading, judgement) = (claim.Primary, claim.Primary.Judgement);
        return judgement.Looks.Count == 0 || judgement.SameAgain is null ? [] : [.. new[]
        {
            reading.Most > reading.N ? $"n = {reading.N} of at most {reading.Most}" : $"n = {reading.N}",
            Detectable(claim, judgement),
            judgement.Power is { } power && Share(power, judgement.Parts.Count > 1) is { } chance
                ? $"power {chance} at this n if the published figure were true"
                : null,
            Tips(claim, judgement),
            Share(judgement.SameAgain.Value, claim.Kind == Composite) is { } same
                ? $"{same} of audits with other seeds would say the same"
                : null,
        }.OfType<string>()];
    }

    /// <summary>The clauses as one line; null: none.</summary>
    public static string? Line(ClaimResult claim) => Of(claim) is { Count: > 0 } clauses
        ? string.Join("; ", clauses) + "."
        : null;

    /// <summary>The distance beyond a limit that would have been found; none where all values are equal.</summary>
    private static string? Detectable(ClaimResult claim, Judgement judgement) => judgement.Detectable is not > 0 ? null
        : IsOnZero(judgement)
            ? $"could have seen {Size(claim, judgement.Detectable.Value)} (80 % power)"
            : $"could have shown a distance of {Size(claim, judgement.Detectable.Value)} from its limit (80 % power)";

    private static bool IsOnZero(Judgement judgement) => judgement.Kind == "direction"
        || (judgement.Parts.Count > 0 && judgement.Parts.All(p => p.Kind == "direction"));

    /// <summary>What would tip the verdict; none where the interval alone does not explain it.</summary>
    private static string? Tips(ClaimResult claim, Judgement judgement)
    {
        if (judgement.Tipping is not var (reproduced, contradicted) || judgement.Fragile || judgement.Diverged > 0)
        {
            return null;
        }

        return (claim.Kind, judgement.Verdict) switch
        {
            ("direction", Verdict.Reproduced) when reproduced is { } at =>
                $"would hold even if a gain of {Size(claim, -at)} were demanded",
            ("direction", Verdict.Contradicted) when contradicted is { } at =>
                $"would not be contradicted if a loss of {Size(claim, at)} were allowed",
            ("direction", Verdict.Inconclusive) when reproduced is { } at =>
                $"would be reproduced if a loss of {Size(claim, at)} were allowed",
            ("direction", _) => null,
            (var kind, Verdict.Reproduced) when reproduced is { } at =>
                at < 0 ? "would hold with no margin at all" : $"tips at a {Margin(kind)} of {Size(claim, at)}",
            (var kind, Verdict.Contradicted) when contradicted is { } at =>
                $"tips at a {Margin(kind)} of {Size(claim, at)}",
            (var kind, Verdict.Inconclusive) when reproduced is { } at && at > judgement.Margin =>
                $"would be reproduced with a {Margin(kind)} above {Size(claim, at)}",
            _ => null,
        };
    }

    private static string Margin(string kind) => kind switch
    {
        "bound" => "bound",
        "point" => "precision",
        _ => "margin",
    };

    /// <summary>A distance in the claim's unit, without a plus sign.</summary>
    private static string Size(ClaimResult claim, double value) =>
        FigureFormat.Of(claim.Published.Unit, difference: true).Text(value).TrimStart('+');

    /// <summary>A chance in per cent; null for a lower bound near 0, which says nothing.</summary>
    /// <param name="isBound">Whether it is a lower bound.</param>
    private static string? Share(double share, bool isBound) => share switch
    {
        >= 0.995 => isBound ? "at least 99 %" : "over 99 %",
        < 0.005 => isBound ? null : "under 1 %",
        _ => $"{(isBound ? "at least " : string.Empty)}{100 * share:0} %",
    };
}
