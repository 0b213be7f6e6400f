namespace Pruning.Reproductions.Reporting.Html;

/// <summary>
/// Table with cells shaded by size, one hue per sign, lightly enough to read every figure. It scrolls in place with its
/// row names in view; entries with the same row and column name are bold.
/// </summary>
internal static class HeatTable
{
    // Per cent of the hue at the largest value; more would reduce the contrast of the text.
    private const double Darkest = 60;

    public static Markup Of(TableSummary table, TableCells cells)
    {
        var columns = table.Columns.Count;
        return Markup.Of($"""
            <div class="scroll" tabindex="0" role="region" aria-label="{cells.Caption}"><table class="heat">
            <caption><span>{cells.Caption}</span></caption>
            <colgroup></colgroup><colgroup span="{columns}"></colgroup>
            <thead><tr><th scope="col" rowspan="2">{table.RowsAre}</th>
            <th scope="colgroup" colspan="{columns}">{table.ColumnsAre}</th></tr>
            <tr>{Markup.Each(table.Columns, Head)}</tr></thead><tbody>
            {Markup.Each(Enumerable.Range(0, table.Rows.Count), Row)}</tbody></table></div>
            """);

        Markup Head(string column) => Markup.Of($"""<th scope="col"><span>{column}</span></th>""");

        Markup Row(int row)
        {
            var figures = Markup.Each(Enumerable.Range(0, columns), column => Cell(row, column));
            return Markup.Of($"""<tr><th scope="row">{table.Rows[row]}</th>{figures}</tr>{"\n"}""");
        }

        Markup Cell(int row, int column)
        {
            var at = (row * columns) + column;
            var same = string.Equals(table.Rows[row], table.Columns[column], StringComparison.Ordinal);
            return Markup.Of($"""<td{ClassOf(same, table.Values[at])}{Shade(cells.Share(at))}>{cells.Text(at)}</td>""");
        }
    }

    private static Markup ClassOf(bool same, double value)
    {
        var sign = value < 0 ? "below" : value == 0 ? "nothing" : null;
        var classes = string.Join(' ', new[] { same ? "same" : null, sign }.OfType<string>());
        return classes.Length == 0 ? Markup.Empty : Markup.Of($" class=\"{classes}\"");
    }

    // By the square root, or the few confusions would not show beside the many correct classifications.
    private static Markup Shade(double share) => Math.Round(Darkest * Math.Sqrt(share)) is var percent and > 0
        ? Markup.Of($" style=\"--h:{percent}%\"")
        : Markup.Empty;
}
