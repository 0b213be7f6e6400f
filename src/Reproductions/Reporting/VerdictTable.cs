namespace Pruning.Reproductions.Reporting;

/// <summary>The table of verdicts on the page, in Markdown, in the README and on the terminal.</summary>
public static class VerdictTable
{
    // Enough for one line of a table; the full statement is in the claim's section.
    private const int StatementLength = 96;

    /// <summary>Column heads, in the order of <see cref="Cells"/>.</summary>
    public static IReadOnlyList<string> Heads { get; } =
        ["Claim", "Statement", "Published", "Measured", "n", "Verdict", "Readings"];

    /// <summary>One row per claim, in the audit's order.</summary>
    public static IReadOnlyList<VerdictRow> Rows(AuditResult result) => [.. result.Claims.Select(RowOf)];

    /// <summary>The row of a claim.</summary>
    public static VerdictRow RowOf(ClaimResult claim) => new(
        claim.Id,
        claim.Document,
        Shorten(claim.Statement, StatementLength),
        FigureText.Published(claim),
        FigureText.Measured(claim, claim.Primary.Judgement),
        ReadingText.Replicates(claim.Primary),
        claim.Verdict,
        VerdictText.Words(claim),
        VerdictText.Of(claim),
        ReadingText.Agreement(claim))
    {
        Earlier = claim.Earlier,
    };

    /// <summary>A row's texts, in the order of <see cref="Heads"/>, without an earlier verdict.</summary>
    public static IReadOnlyList<string> Cells(VerdictRow row) =>
        [row.Id, row.Statement, row.Published, row.Measured, row.N, row.InWords, row.Readings];

    /// <summary>The rows as a Markdown table, verdicts in bold.</summary>
    /// <param name="readings">Whether it has the last column.</param>
    public static string Markdown(IEnumerable<VerdictRow> rows, bool readings = true)
    {
        var lines = rows.Select(MarkdownCells)
            .Prepend([.. Heads.Select(h => h is "n" ? "--:" : "---")])
            .Prepend(Heads);
        return string.Concat(lines.Select(cells => MarkdownText.Row(readings ? cells : cells.SkipLast(1))));
    }

    private static IReadOnlyList<string> MarkdownCells(VerdictRow row) =>
    [
        $"`{row.Id}`",
        .. Cells(row).Skip(1).SkipLast(2).Select(MarkdownText.Escape),
        $"**{MarkdownText.Escape(row.Headline)}**{MarkdownText.Escape(row.InWords[row.Headline.Length..])}"
            + (row.Earlier is { } earlier ? $" · {EarlierText.Markdown(earlier)}" : string.Empty),
        row.Readings,
    ];

    /// <summary>
    /// Shortens a text at a word boundary to at most <paramref name="length"/> characters, an ellipsis included.
    /// </summary>
    internal static string Shorten(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var space = text.LastIndexOf(' ', length - 1);
        var end = space > length / 2 ? space : length - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)].TrimEnd(' ', ',', ';', ':') + "…";
    }
}
