using System.Text;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;

namespace Pruning.Reproductions.Reporting;

/// <summary><c>audit.md</c>: the table of verdicts, and per claim its finding and its readings, in Markdown as GitHub renders it.</summary>
public static class MarkdownReport
{
    // More rows or columns are for the page, where they are shaded and scroll.
    private const int LargestTable = 12;

    public static string Render(AuditResult result)
    {
        var text = new StringBuilder("# Audit of published pruning claims\n");
        foreach (var document in result.Claims.GroupBy(c => c.Document))
        {
            text.Append($"\n## {Escape(document.First().DocumentTitle)}\n\n").Append(VerdictTable.Markdown(document.Select(VerdictTable.RowOf)));
            foreach (var claim in document)
            {
                AppendClaim(text, claim);
            }
        }

        text.Append("\n## Where it ran\n\n| | |\n| --- | --- |\n");
        foreach (var (key, value) in result.Environment)
        {
            text.Append($"| {Cell(Escape(key))} | {Cell(Escape(value))} |\n");
        }

        return text.ToString();
    }

    /// <summary>A text made fit for a table's cell: one line, no bar that would end it.</summary>
    internal static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|");

    private static void AppendClaim(StringBuilder text, ClaimResult claim)
    {
        text.Append($"\n### `{claim.Id}`\n\n{Escape(claim.Statement)} *({Escape(claim.DocumentTitle)}, {Escape(claim.Section)})*\n\n**{Escape(Finding.Of(claim))}**\n");
        if (Words.SingleRuns(claim.Primary.Judgement) is { } singleRuns)
        {
            text.Append($"\n{singleRuns}\n");
        }

        foreach (var (reading, sentence) in Words.Answers(claim))
        {
            text.Append($"\n**Reading {Escape(reading)}:** {Escape(sentence)}\n");
        }

        if (claim.Primary.Judgement.Notes is { Count: > 0 } notes)
        {
            text.Append($"\n{string.Concat(notes.Select(n => $"- {Escape(n)}\n"))}");
        }

        text.Append("\n| Reading | Measured | n | Verdict |\n| --- | --- | --: | --- |\n");
        foreach (var reading in claim.Readings)
        {
            var cells = new[] { Words.NameOf(reading, claim), Words.MeasuredText(claim, reading.Judgement), $"{reading.N}", Words.VerdictOf(reading) };
            text.Append($"| {string.Join(" | ", cells.Select(c => Cell(Escape(c))))} |\n");
        }

        foreach (var table in claim.Primary.Tables.Where(t => t.Rows.Count is > 0 and <= LargestTable && t.Columns.Count is > 0 and <= LargestTable))
        {
            AppendTable(text, table);
        }
    }

    private static void AppendTable(StringBuilder text, TableSummary table)
    {
        var cells = new TableCells(table);
        text.Append($"\n{Escape(cells.Caption)}\n\n| {Cell(Escape(cells.Corner))} | {string.Join(" | ", table.Columns.Select(c => Cell(Escape(c))))} |\n| --- |{string.Concat(table.Columns.Select(_ => " --: |"))}\n");
        for (var row = 0; row < table.Rows.Count; row++)
        {
            var figures = Enumerable.Range(row * table.Columns.Count, table.Columns.Count).Select(cells.Text);
            text.Append($"| {Cell(Escape(table.Rows[row]))} | {string.Join(" | ", figures)} |\n");
        }
    }

    /// <summary>Takes the meaning from the characters with which Markdown and HTML mark up.</summary>
    internal static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\\' or '`' or '*' or '_' or '<' or '>' or '&' or '#' or '~' || (c == '(' && escaped.Length > 0 && escaped[^1] == ']'))
            {
                escaped.Append('\\');
            }

            escaped.Append(c is '\n' or '\r' ? ' ' : c);
        }

        return escaped.ToString();
    }
}
