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
    private readonly PlotFrame frame;

    public ScatterPlot(TableSummary table, TableCells cells)
    {
        this.table = table;
        this.cells = cells;
        Points = [.. Enumerable.Range(0, table.Rows.Count)
            .Select(row => (row, table.Values[2 * row], table.Values[(2 * row) + 1]))
            .Where(p => double.IsFinite(p.Item2) && double.IsFinite(p.Item3))];
        Groups = [.. Points.Select(p => GroupOf(p.Row)).Distinct()];
        Across = Axis.Fitting([.. Points.Select(p => p.X)]);
        Up = Axis.Fitting([.. Points.Select(p => p.Y)]);
        frame = new(Across, Up);
    }

    /// <summary>The rows whose coordinates are finite.</summary>
    public IReadOnlyList<(int Row, double X, double Y)> Points { get; }

    /// <summary>Names of the groups, in order of appearance.</summary>
    public IReadOnlyList<string> Groups { get; }

    /// <summary>The horizontal axis.</summary>
    public Axis Across { get; }

    /// <summary>The vertical axis.</summary>
    public Axis Up { get; }

    private string X => table.Columns[0];

    private string Y => table.Columns[1];

    public Markup Draw() => Markup.Of($"""
        <figure class="exhibit scatter"><figcaption><b>{cells.Title}</b>, {Y} over {X}, {cells.Source}{Correlation()}
        <span class="legend">{Markup.Each(Groups.Index(), g => PointMarks.Key(g.Index, g.Item, Markup.Empty))}</span>
        </figcaption>
        <div class="axis-title upright">{TitleOf(Y, Up)}</div>
        {frame.Draw($"{Y} over {X}", Description(), TitleOf(X, Across), Markup.Empty, Markup.Each(Points, Mark))}
        {HtmlTable.Behind("Figures of these points", Table())}</figure>
        """);

    internal static string TitleOf(string name, Axis axis) => axis.Logarithmic ? $"{name} (log scale)" : name;

    /// <summary>Place of a row's group among <see cref="Groups"/>.</summary>
    public int PlaceOf(int row) => Groups.ToList().IndexOf(GroupOf(row));

    private string GroupOf(int row) =>
        table.Rows[row].LastIndexOf(' ') is var end and > 0 ? table.Rows[row][..end] : table.RowsAre;

    private Markup Mark((int Row, double X, double Y) point) => PointMarks.At(
        PlaceOf(point.Row), frame.Across(point.X), frame.Down(point.Y),
        $"{table.Rows[point.Row]}: {X} {cells.Number(point.X)}, {Y} {cells.Number(point.Y)}");

    private string Correlation()
    {
        var rho = Points.Count < 2 ? double.NaN
            : RankCorrelation.Spearman([.. Points.Select(p => p.X)], [.. Points.Select(p => p.Y)]);
        return double.IsNaN(rho) ? string.Empty
            : $"; Spearman’s ρ = {(rho < 0 ? "−" : string.Empty)}{Math.Abs(rho):F2} over "
                + CountText.Of(Points.Count, "point");
    }

    private string Description()
    {
        var by = Groups.Count > 1 ? $" in {Groups.Count} groups: {string.Join(", ", Groups)}" : string.Empty;
        return $"{CountText.Of(Points.Count, "point")}, one for each {table.RowsAre}{by}.";
    }

    private Markup Table() => HtmlTable.Of(
        $"{cells.Title}, {cells.Source}",
        [table.RowsAre, X, Y],
        table.Rows.Select((name, row) => new[] { name, cells.Text(2 * row), cells.Text((2 * row) + 1) }));
}
