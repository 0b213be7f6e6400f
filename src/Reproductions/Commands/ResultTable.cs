using Pruning.Reproductions.Reporting;
using Spectre.Console;

namespace Pruning.Reproductions.Commands;

/// <summary>Prints the table of verdicts on a terminal.</summary>
internal static class ResultTable
{
    /// <param name="ofRuns">Whether given runs were judged, which have neither readings nor further audits.</param>
    public static void Print(AuditResult result, bool ofRuns = false)
    {
        var rows = VerdictTable.Rows(result);
        string[] heads =
            ["Claim", "Published", "Measured", "n", "Verdict", .. ofRuns ? Array.Empty<string>() : ["Readings"]];
        var earlier = rows.Any(r => r.Earlier is not null);
        var table = TerminalTable.Of(earlier ? [.. heads, "Not measured here"] : heads);
        foreach (var row in rows)
        {
            string[] cells =
            [
                Markup.Escape(row.Id),
                Markup.Escape(row.Published),
                Markup.Escape(row.Measured),
                row.N,
                $"[{ColorOf(row.Verdict)}]{Markup.Escape(row.InWords)}[/]",
                Markup.Escape(row.Readings),
                row.Earlier is { } past ? Markup.Escape(EarlierText.Of(past)) : string.Empty,
            ];
            table.AddRow(cells[..table.Columns.Count]);
        }

        AnsiConsole.Write(table);
        foreach (var claim in result.Claims)
        {
            AnsiConsole.MarkupLineInterpolated($"[bold]{claim.Id}[/] {ResultSentence.Of(claim)}");
        }

        foreach (var sentence in ofRuns ? [] : UnfinishedText.Of(result))
        {
            AnsiConsole.MarkupLineInterpolated($"[yellow]{sentence}[/]");
        }
    }

    public static string ColorOf(Verdict verdict) => verdict switch
    {
        Verdict.Reproduced => "green",
        Verdict.Contradicted => "red",
        Verdict.Partial or Verdict.HangsOn => "yellow",
        Verdict.Measured => "blue",
        _ => "grey",
    };
}
