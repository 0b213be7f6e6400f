using Pruning.Reproductions.Reporting.Comparing;

namespace Pruning.Reproductions.Reporting.GitHub;

/// <summary>Annotations of an audit: a warning of each moved verdict, a notice of each contradicted claim.</summary>
internal static class Annotations
{
    /// <summary>GitHub shows no more of a kind for each step.</summary>
    private const int Most = 10;

    private const int MessageLength = 2000;

    /// <summary>The annotations, at most ten of a kind; where there are more, the last says how many.</summary>
    /// <param name="comparison">The audit beside its baseline; null: it has none.</param>
    /// <param name="placeOf">Finds a claim in the repository by its id; null: it is not there.</param>
    public static IReadOnlyList<Annotation> Of(
        AuditResult result, AuditComparison? comparison, Func<string, ClaimPlace?> placeOf)
    {
        var moved = comparison?.Moved ?? [];
        var told = moved.Select(m => m.Id).ToHashSet();
        return
        [
            .. AtMost("warning", "moved", [.. moved.Select(m => new Annotation("warning", $"{m.Id} moved",
                Shorten($"Was {VerdictText.Of(m.Then!)}: {ComparisonText.Estimate(m.Then!)}.\nIs "
                    + $"{VerdictText.Of(m.Now!)}: {ComparisonText.Estimate(m.Now!)}.\nWhy it may have moved: "
                    + $"{ComparisonText.Why(m)}."), placeOf(m.Id)))]),
            .. AtMost("notice", "contradicted", [.. result.Claims
                .Where(c => c.Verdict == Verdict.Contradicted && !told.Contains(c.Id))
                .Select(c => new Annotation("notice", $"{c.Id} is contradicted",
                    Shorten($"{c.Statement.TrimEnd('.')}. {ResultSentence.Of(c)}"), placeOf(c.Id)))]),
        ];
    }

    private static IEnumerable<Annotation> AtMost(string kind, string what, IReadOnlyList<Annotation> all) =>
        all.Count <= Most ? all : all.Take(Most - 1).Append(new(kind, $"{all.Count - Most + 1} further {what}",
            "The job's summary names them all.", null));

    private static string Shorten(string text) => VerdictTable.Shorten(text, MessageLength);
}
