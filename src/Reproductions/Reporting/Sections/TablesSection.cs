using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>
/// Section with the readings' tables and pictures; in Markdown only the primary reading's small ones.
/// </summary>
internal sealed class TablesSection : IReportSection<ClaimResult>
{
    // Larger tables are only on the page, where they are shaded and scroll.
    private const int LargestTable = 12;

    public Markup Html(ClaimResult subject, PageContext page)
    {
        var tables = TableList.Of(subject);
        return tables.IsEmpty ? Markup.Empty : HtmlTable.Under("Tables and pictures", tables);
    }

    public string Markdown(ClaimResult subject) =>
        string.Join('\n', subject.Primary.Tables.Where(t => IsSmall(t.Rows) && IsSmall(t.Columns)).Select(Table));

    private static bool IsSmall(IReadOnlyList<string> names) => names.Count is > 0 and <= LargestTable;

    private static string Table(TableSummary table)
    {
        var cells = new TableCells(table);
        var columns = table.Columns.Count;
        var heads = table.Columns.Prepend(cells.Corner).Select(MarkdownText.Escape);
        var rows = table.Rows.Select((name, row) => MarkdownText.Row(
            Enumerable.Range(row * columns, columns).Select(cells.Text).Prepend(MarkdownText.Escape(name))));
        var alignment = $"| --- |{string.Concat(Enumerable.Repeat(" --: |", columns))}\n";
        return $"{MarkdownText.Escape(cells.Caption)}\n\n{MarkdownText.Row(heads)}{alignment}{string.Concat(rows)}";
    }
}
