using Pruning.Reproductions.Reporting.Plots;

namespace Pruning.Reproductions.Reporting.Figures;

/// <summary>
/// The rows of a table as small pictures, one hue above zero and another below, marked entries crossed.
/// </summary>
internal static class PicturesFigure
{
    private const double Side = 26;
    private const double Gap = 6;

    public static string Draw(ClaimResult claim, TableSummary table, SvgCanvas canvas)
    {
        var cells = new TableCells(table);
        var (width, height) = (table.PictureWidth, table.Columns.Count / table.PictureWidth);
        var entry = Side / Math.Max(width, height);
        var (across, down) = ((width * entry) + Gap, (height * entry) + Gap + 7);
        var inRow = Math.Max(1, (int)((canvas.Width + Gap) / across));
        for (var row = 0; row < table.Rows.Count; row++)
        {
            var (left, top) = (row % inRow * across, row / inRow * down);
            for (var i = 0; i < table.Columns.Count; i++)
            {
                Entry((row * table.Columns.Count) + i, left + (i % width * entry), top + (i / width * entry));
            }

            Frame(left, top);
            canvas.Text(left + (width * entry / 2), top + (height * entry) + 6.5,
                SvgCanvas.Fitted(table.Rows[row], across), FigurePalette.Soft, "middle");
        }

        return canvas.ToSvg(((table.Rows.Count + inRow - 1) / inRow * down) + 1, claim.Statement,
            $"{claim.Id}: {cells.Title}, one picture for each {table.RowsAre}, {cells.Source}; the deepest shade is "
            + $"{cells.Number(cells.Largest)}.");

        void Entry(int at, double x, double y)
        {
            var share = cells.Share(at);
            if (share > 0)
            {
                canvas.Rectangle(x, y, entry, entry,
                    FigurePalette.Shade(table.Values[at] < 0 ? FigurePalette.Below : FigurePalette.Above, share));
            }

            if (cells.IsMarked(at))
            {
                var inset = entry * 0.2;
                canvas.Line(x + inset, y + inset, x + entry - inset, y + entry - inset, FigurePalette.Ink, 0.5);
                canvas.Line(x + entry - inset, y + inset, x + inset, y + entry - inset, FigurePalette.Ink, 0.5);
            }
        }

        void Frame(double x, double y)
        {
            var (right, bottom) = (x + (width * entry), y + (height * entry));
            canvas.Stroke(
                FormattableString.Invariant($"M{x:0.##} {y:0.##}H{right:0.##}V{bottom:0.##}H{x:0.##}Z"),
                FigurePalette.Soft, SvgCanvas.Hairline);
        }
    }
}
