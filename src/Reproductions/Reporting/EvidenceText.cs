using Pruning.Reproductions.Auditing.Rules;

namespace Pruning.Reproductions.Reporting;

/// <summary>How much a verdict can bear: its looks, its power, and what would tip it.</summary>
public static class EvidenceText
{
    /// <summary>
    /// The clauses: <c>n = 16 of at most 32</c>, <c>could have seen 0.4 pp</c>, <c>tips at a margin of 1.3 pp</c>,
    /// <c>97 % of audits with other seeds would say the same</c>; none where nothing was weighed.
    /// </summary>
    public static IReadOnlyList<string> Of(ClaimResult claim)
    {
        var (reading, judgement) = (claim.Primary, claim.Primary.Judgement);
        var format = FigureFormat.Of(claim.Published.Unit, difference: true);
        return judgement.Looks.Count == 0 || judgement.Detectable is null && judgement.Tipping is null
            ? []
            : [.. new[]
            {
                Replicates(reading),
                judgement.Detectable is { } seen ? $"could have seen {Size(format, seen)} (80 % power)" : null,
                judgement.Power is { } power
                    ? $"power {Share(power)} if the published figure were true"
                    : null,
                Tips(claim, judgement),
                judgement.SameAgain is { } same ? $"{Share(same)} of audits with other seeds would say the same" : null,
            }.OfType<string>()];
    }

    /// <summary>The clauses as one line; null: none.</summary>
    public static string? Line(ClaimResult claim) => Of(claim) is { Count: > 0 } clauses
        ? string.Join("; ", clauses) + "."
        : null;

    private static string Replicates(ReadingResult reading) => reading.N == reading.Most || reading.Most == 0
        ? $"n = {reading.N}"
        : $"n = {reading.N} of at most {reading.Most}";

    private static string? Tips(ClaimResult claim, Judgement judgement)
    {
        // A composite's margins are its core's, which alone does not decide.
        if (judgement.Tipping is not var (reproduced, contradicted) || claim.Kind == "composite")
        {
            return null;
        }

        var difference = claim.Kind == "direction";
        var format = FigureFormat.Of(claim.Published.Unit, difference || judgement.Presentation.IsDifference);
        return (judgement.Verdict, difference) switch
        {
            (Verdict.Reproduced or Verdict.Negligible, true) when reproduced is { } at =>
                $"would still hold for an effect of at least {Size(format, -at)}",
            (Verdict.Contradicted, true) when contradicted is { } at =>
                $"would tip if a loss of {Size(format, at)} were allowed",
            (Verdict.Reproduced, _) when reproduced is { } at => $"tips at a margin of {Size(format, at)}",
            (Verdict.Contradicted, _) when contradicted is { } at => $"tips at a margin of {Size(format, at)}",
            (Verdict.Inconclusive, _) when reproduced is { } at =>
                $"would be reproduced with a margin above {Size(format, at)}",
            _ => null,
        };
    }

    private static string Size(FigureFormat format, double value) => format.Text(value).TrimStart('+');

    private static string Share(double share) => share switch
    {
        > 0.995 => "over 99 %",
        < 0.005 => "under 1 %",
        _ => $"{100 * share:0} %",
    };
}
