namespace Pruning.Reproductions.Reporting.Comparing;

/// <summary>Words of a comparison with a baseline, alike on the terminal and in Markdown.</summary>
internal static class ComparisonText
{
    /// <summary>Column heads, in the order of <see cref="Cells"/>.</summary>
    public static IReadOnlyList<string> Heads { get; } =
        ["Claim", "Was", "Is", "Estimate then", "Estimate now", "Why it may have moved"];

    /// <summary>The row of a moved verdict, as plain text.</summary>
    public static IReadOnlyList<string> Cells(ClaimComparison moved) =>
    [
        moved.Id,
        VerdictText.Of(moved.Then!),
        VerdictText.Of(moved.Now!),
        Estimate(moved.Then!),
        Estimate(moved.Now!),
        Why(moved),
    ];

    /// <summary>What else differs, in one line.</summary>
    public static string Why(ClaimComparison claim) => string.Join("; ", claim.Why);

    /// <summary>Estimate, interval and n of the primary reading.</summary>
    public static string Estimate(ClaimResult claim) =>
        $"{FigureText.Measured(claim, claim.Primary.Judgement)}, n = {ReadingText.Replicates(claim.Primary)}";

    /// <summary>How many verdicts moved, in one sentence.</summary>
    public static string Summary(AuditComparison comparison)
    {
        var same = comparison.Claims.Count(c => c.Change == ClaimChange.Same);
        var moved = comparison.Moved.Count;
        return moved == 0
            ? $"No verdict moved: {CountText.Of(same, "claim")} as in the baseline."
            : $"{CountText.Of(moved, "verdict")} moved; {CountText.Of(same, "claim")} as in the baseline.";
    }

    /// <summary>Sentences that name the claims which do not count, one for each reason.</summary>
    public static IReadOnlyList<string> NotCounted(AuditComparison comparison) =>
    [
        .. Sentence("Not compared", comparison, ClaimChange.NotComparable),
        .. Sentence("Not in the baseline", comparison, ClaimChange.Added),
        .. Sentence("Only in the baseline", comparison, ClaimChange.Removed),
    ];

    /// <summary>The table of what moved, with the sentences around it.</summary>
    public static string Markdown(AuditComparison comparison)
    {
        var rows = comparison.Moved.Select(m => (IEnumerable<string>)[$"`{m.Id.Replace("`", string.Empty)}`",
            .. Cells(m).Skip(1).Select(MarkdownText.Escape)]);
        var table = comparison.Moved.Count == 0 ? string.Empty
            : string.Concat(rows.Prepend(Heads.Select(_ => "---")).Prepend(Heads).Select(MarkdownText.Row)) + "\n";
        return $"{Summary(comparison)}\n\n{table}"
            + string.Concat(NotCounted(comparison).Select(s => $"{MarkdownText.Escape(s)}\n\n"));
    }

    private static IEnumerable<string> Sentence(string head, AuditComparison comparison, ClaimChange change)
    {
        var claims = comparison.Claims.Where(c => c.Change == change)
            .Select(c => c.Why.Count == 0 ? c.Id : $"{c.Id} ({Why(c)})").ToList();
        return claims.Count == 0 ? [] : [$"{head}: {string.Join(", ", claims)}.".ReplaceLineEndings(" ")];
    }
}
