using Pruning.Reproductions.Reporting;
using Spectre.Console;

namespace Pruning.Reproductions.Commands;

/// <summary>Prints the table of verdicts on a terminal.</summary>
internal static class ResultTable
{
    public static void Print(AuditResult result)
    {
        var table = new Table { Border = Console.IsOutputRedirected ? TableBorder.Ascii : TableBorder.Rounded };
        foreach (var head in new[] { "Claim", "Published", "Measured", "n", "Verdict", "Readings" })
        {
            table.AddColumn(new TableColumn(head) { NoWrap = Console.IsOutputRedirected });
        }

        foreach (var row in VerdictTable.Rows(result))
        {
            table.AddRow(
                Markup.Escape(row.Id),
                Markup.Escape(row.Published),
                Markup.Escape(row.Measured),
                row.N.ToString(),
                $"[{ColorOf(row.Verdict)}]{Markup.Escape(row.InWords)}[/]",
                Markup.Escape(row.Readings));
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
