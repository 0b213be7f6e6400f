using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Plots;

/// <summary>
/// Shows the rows of a table as points, each group with a colour and a shape of its own. The table of figures is
/// collapsed beneath.
/// </summary>
internal sealed class ScatterPlot
{
    private readonly TableSummary table;
    private readonly TableCells cells;
    private readonly IReadOnlyList<(int Row, double X, double Y)> points;
    private readonly List<string> groups;
    private readonly Axis across;
    private readonly Axis up;
    private readonly PlotFrame frame;

    public ScatterPlot(TableSummary table, TableCells cells)
    {
        this.table = table;
        this.cells = cells;
        points = [.. Enumerable.Range(0, table.Rows.Count)
            .Select(row => (row, table.Values[2 * row], table.Values[(2 * row) + 1]))
            .Where(p => double.IsFinite(p.Item2) && double.IsFinite(p.Item3))];
        groups = [.. points.Select(p => GroupOf(p.Row)).Distinct()];
        across = Axis.Fitting([.. points.Select(p => p.X)]);
        up = Axis.Fitting([.. points.Select(p => p.Y)]);
        frame = new(across, up);
    }

    private string X => table.Columns[0];

    private string Y => table.Columns[1];

    public Markup Draw() => Markup.Of($"""
        <figure class="exhibit scatter"><figcaption><b>{cells.Title}</b>, {Y} over {X}, {cells.Source}{Correlation()}
        <span class="legend">{Markup.Each(groups.Index(), g => PointMarks.Key(g.Index, g.Item, Markup.Empty))}</span>
        </figcaption>
        <div class="axis-title upright">{TitleOf(Y, up)}</div>
        {frame.Draw($"{Y} over {X}", Description(), TitleOf(X, across), Markup.Empty, Markup.Each(points, Mark))}
        {HtmlTable.Behind("Figures of these points", Table())}</figure>
        """);

    private static string TitleOf(string name, Axis axis) => axis.Logarithmic ? $"{name} (log scale)" : name;

    private string GroupOf(int row) =>
        table.Rows[row].LastIndexOf(' ') is var end and > 0 ? table.Rows[row][..end] : table.RowsAre;

    private Markup Mark((int Row, double X, double Y) point) => PointMarks.At(
        groups.IndexOf(GroupOf(point.Row)), frame.Across(point.X), frame.Down(point.Y),
        $"{table.Rows[point.Row]}: {X} {cells.Number(point.X)}, {Y} {cells.Number(point.Y)}");

    private string Correlation()
    {
        var rho = points.Count < 2 ? double.NaN
            : RankCorrelation.Spearman([.. points.Select(p => p.X)], [.. points.Select(p => p.Y)]);
        return double.IsNaN(rho) ? string.Empty
            : $"; Spearman’s ρ = {(rho < 0 ? "−" : string.Empty)}{Math.Abs(rho):F2} over "
                + CountText.Of(points.Count, "point");
    }

    private string Description()
    {
        var by = groups.Count > 1 ? $" in {groups.Count} groups: {string.Join(", ", groups)}" : string.Empty;
        return $"{CountText.Of(points.Count, "point")}, one for each {table.RowsAre}{by}.";
    }

    private Markup Table() => HtmlTable.Of(
        $"{cells.Title}, {cells.Source}",
        [table.RowsAre, X, Y],
        table.Rows.Select((name, row) => new[] { name, cells.Text(2 * row), cells.Text((2 * row) + 1) }));
}
