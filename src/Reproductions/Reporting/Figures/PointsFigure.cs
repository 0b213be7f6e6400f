using Pruning.Reproductions.Reporting.Plots;

namespace Pruning.Reproductions.Reporting.Figures;

/// <summary>The rows of a table as points, each group with a colour and a shape of its own.</summary>
internal static class PointsFigure
{
    private const double Left = 34;
    private const double Height = 140;

    public static string Draw(ClaimResult claim, TableSummary table, SvgCanvas canvas)
    {
        var cells = new TableCells(table);
        var plot = new ScatterPlot(table, cells);
        var top = FigureLegend.Draw(canvas, Left, plot.Groups.Select((g, i) => (g, i)), lines: false, marks: true) + 2;
        var area = new PlotArea(canvas, Left, top, canvas.Width - 10, top + Height, plot.Across, plot.Up);
        area.DrawUp(ScatterPlot.TitleOf(table.Columns[1], plot.Up));
        foreach (var (row, x, y) in plot.Points)
        {
            var place = plot.PlaceOf(row);
            canvas.Shape(PointMarks.ShapeOf(place), area.X(x), area.Y(y), 0.55, FigurePalette.OfArm(place));
        }

        area.DrawAcross(ScatterPlot.TitleOf(table.Columns[0], plot.Across));
        return canvas.ToSvg(top + Height + PlotArea.Foot, claim.Statement,
            $"{claim.Id}: {cells.Title}, {table.Columns[1]} over {table.Columns[0]}, {cells.Source}.");
    }
}
