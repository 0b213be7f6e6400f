namespace Pruning.Reproductions.Reporting;

/// <summary>Formats a table of words in GitHub's Markdown, for reports and for the project's own pages.</summary>
internal static class WordsText
{
    /// <summary>The table without its caption.</summary>
    /// <param name="show">What is shown of a cell.</param>
    public static string Of(TextTable table, Func<TextCell, string> show)
    {
        var heads = MarkdownText.Row(table.Columns.Prepend(table.RowsAre).Select(MarkdownText.Escape));
        var rows = table.Rows.Select((name, row) => MarkdownText.Row(
            table.CellsOf(row).Select(show).Prepend(name).Select(MarkdownText.Escape)));
        return $"{heads}|{string.Concat(Enumerable.Repeat(" --- |", table.Columns.Count + 1))}\n{string.Concat(rows)}";
    }
}
