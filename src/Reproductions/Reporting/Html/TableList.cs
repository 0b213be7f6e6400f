using Pruning.Reproductions.Reporting.Plots;

namespace Pruning.Reproductions.Reporting.Html;

/// <summary>
/// Lists a claim's tables, pictures and points: the primary reading's openly, those of each other reading collapsed.
/// </summary>
internal static class TableList
{
    // Larger tables are only in audit.json.
    private const int MostCells = 2000;

    private const string Key =
        "Shading grows with the square root of a table’s figures and with the size of a picture’s entries, "
        + "with one hue above zero and one below. Bold: row and column have the same name.";

    public static Markup Of(ClaimResult claim)
    {
        var shown = Markup.Each(claim.Readings.Where(r => r.Tables.Any(IsDrawn)), reading => OfReading(reading, claim));
        var shaded = claim.Readings.Any(r => r.Tables.Any(t => IsDrawn(t) && t.View != TableView.Scatter));
        return shaded ? Markup.Of($"""<p class="key">{Key}</p>{shown}""") : shown;
    }

    private static Markup OfReading(ReadingResult reading, ClaimResult claim) => reading.Primary
        ? All(reading)
        : HtmlTable.Behind($"Tables and pictures of the reading {ReadingText.NameOf(reading, claim)}", All(reading));

    private static Markup All(ReadingResult reading) => Markup.Each(reading.Tables.Where(IsDrawn), One);

    private static bool IsDrawn(TableSummary table) => table.Rows.Count > 0 && table.Columns.Count > 0;

    private static Markup One(TableSummary table)
    {
        var cells = new TableCells(table);
        return table.View switch
        {
            _ when table.Values.Count > MostCells => Markup.Of($"""
                <p class="key">{cells.Title}: {table.Rows.Count} × {table.Columns.Count} values are too many to print;
                audit.json has them.</p>
                """),
            TableView.Scatter => new ScatterPlot(table, cells).Draw(),
            TableView.Pictures => new PictureGrid(table, cells).Draw(),
            _ => Markup.Of($"""<figure class="exhibit">{HeatTable.Of(table, cells)}</figure>"""),
        };
    }
}
