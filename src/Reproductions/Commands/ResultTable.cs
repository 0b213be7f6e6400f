using Pruning.Reproductions.Reporting;
using Spectre.Console;

namespace Pruning.Reproductions.Commands;

/// <summary>Prints the table of verdicts on a terminal.</summary>
internal static class ResultTable
{
    /// <param name="readings">Whether it says in how many readings a claim's verdict is the same.</param>
    public static void Print(AuditResult result, bool readings = true)
    {
        var table = new Table { Border = Console.IsOutputRedirected ? TableBorder.Ascii : TableBorder.Rounded };
        foreach (var head in new[] { "Claim", "Published", "Measured", "n", "Verdict", "Readings" }
            .SkipLast(readings ? 0 : 1))
        {
            table.AddColumn(new TableColumn(head) { NoWrap = Console.IsOutputRedirected });
        }

        foreach (var row in VerdictTable.Rows(result))
        {
            string[] cells =
            [
                Markup.Escape(row.Id),
                Markup.Escape(row.Published),
                Markup.Escape(row.Measured),
                row.N.ToString(),
                $"[{ColorOf(row.Verdict)}]{Markup.Escape(row.InWords)}[/]",
                Markup.Escape(row.Readings),
            ];
            table.AddRow(cells[..(readings ? 6 : 5)]);
        }

        AnsiConsole.Write(table);
        foreach (var claim in result.Claims)
        {
            AnsiConsole.MarkupLineInterpolated($"[bold]{claim.Id}[/] {ResultSentence.Of(claim)}");
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
