using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Plots;

/// <summary>
/// Shows the rows of a table as small pictures: one hue above zero, another below, deeper for larger values, marked
/// entries crossed out. The table of figures is collapsed beneath.
/// </summary>
internal sealed class PictureGrid(TableSummary table, TableCells cells)
{
    // In pixels. Larger pictures get smaller entries, down to the size at which a cross is visible.
    private const int Side = 60;
    private const int LargestEntry = 18;
    private const int SmallestEntry = 4;

    private readonly int width = table.PictureWidth;
    private readonly int height = table.Columns.Count / table.PictureWidth;

    public Markup Draw() => Markup.Of($"""
        <figure class="exhibit"><figcaption><b>{cells.Title}</b>, {cells.Source} {Legend()}</figcaption>
        <div class="pictures" role="img" aria-label="{Description()}">{Pictures()}</div>
        {HtmlTable.Behind("Figures of these pictures", HeatTable.Of(table, cells))}</figure>
        """);

    private Markup Pictures() => Markup.Each(Enumerable.Range(0, table.Rows.Count), Picture);

    private string Description()
    {
        var (least, most) = (cells.Number(table.Values.Min()), cells.Number(table.Values.Max()));
        var marks = table.Mark is { } mark
            ? $" {cells.MarkedCount} of {table.Values.Count} entries are {mark}."
            : string.Empty;
        return $"{CountText.Of(table.Rows.Count, "picture")} of {height} × {width} values between {least} and {most}, "
            + $"one for each {table.RowsAre}.{marks}";
    }

    private Markup Legend()
    {
        var mark = table.Mark is { } meaning
            ? Key("plain", Cross(0, 0), $"{meaning} ({cells.MarkedCount} of {table.Values.Count})")
            : Markup.Empty;
        var above = Key("above", Markup.Empty, cells.Number(cells.Largest));
        var zero = Key("plain", Markup.Empty, "0");
        var below = Key("below", Markup.Empty, cells.Number(-cells.Largest));
        return Markup.Of($"""<span class="legend">{above}{zero}{below}{mark}</span>""");
    }

    private static Markup Key(string kind, Markup cross, string text)
    {
        var square = Markup.Of($"""<title>Key</title><path class="{kind}" d="M0 0h1v1H0z"/>{cross}""");
        var swatch = Markup.Of($"""<svg class="entry" viewBox="0 0 1 1" aria-hidden="true">{square}</svg>""");
        return Markup.Of($"<span>{swatch}{text}</span> ");
    }

    private Markup Picture(int row)
    {
        var entry = Math.Clamp(Side / Math.Max(width, height), SmallestEntry, LargestEntry);
        var (across, down) = (width * entry, height * entry);
        var entries = Markup.Each(Enumerable.Range(0, table.Columns.Count), i => Entry(row, i));
        return Markup.Of($"""
            <span><svg viewBox="0 0 {width} {height}" width="{across}" height="{down}" aria-hidden="true">
            <title>{table.RowsAre} {table.Rows[row]}</title>{entries}{Crosses(row)}</svg>
            <small>{VerdictTable.Shorten(table.Rows[row], 12)}</small></span>
            """);
    }

    private Markup Entry(int row, int column)
    {
        var at = (row * table.Columns.Count) + column;
        var kind = table.Values[at] < 0 ? "below" : "above";
        var square = Markup.Of($"M{column % width} {column / width}h1v1h-1z");
        return Math.Round(cells.Share(at), 2) is var share and > 0
            ? Markup.Of($"""<path class="{kind}" fill-opacity="{share}" d="{square}"/>""")
            : Markup.Empty;
    }

    private Markup Crosses(int row) => Markup.Each(
        Enumerable.Range(0, table.Columns.Count).Where(column => cells.IsMarked((row * table.Columns.Count) + column)),
        column => Cross(column % width, column / width));

    // Drawn twice, first wider in the background's colour, for contrast with any shade.
    private static Markup Cross(int x, int y) => Markup.Each(
        ["halo", "cross"],
        kind => Markup.Of($"""<path class="{kind}" d="M{x + 0.2} {y + 0.2}l.6 .6m-.6 0l.6-.6"/>"""));
}
