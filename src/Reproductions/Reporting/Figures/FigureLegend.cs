using Pruning.Reproductions.Reporting.Plots;

namespace Pruning.Reproductions.Reporting.Figures;

/// <summary>Names of arms or groups with their lines or marks, in as many rows as they need.</summary>
internal static class FigureLegend
{
    private const double Key = 18;
    private const double Row = 9;

    /// <summary>Draws the legend from the top of the canvas.</summary>
    /// <param name="left">Where its rows begin.</param>
    /// <param name="names">Names and places of arms or groups.</param>
    /// <returns>Its height.</returns>
    public static double Draw(
        SvgCanvas canvas, double left, IEnumerable<(string Name, int Place)> names, bool lines, bool marks)
    {
        var (x, y) = (left, 8.0);
        foreach (var (name, place) in names)
        {
            var text = SvgCanvas.Fitted(name, canvas.Width - left - Key);
            var width = Key + SvgCanvas.WidthOf(text) + 8;
            if (x > left && x + width > canvas.Width)
            {
                (x, y) = (left, y + Row);
            }

            if (lines)
            {
                canvas.Line(x, y - 2, x + Key - 4, y - 2, FigurePalette.OfArm(place), 1.1, FigurePalette.DashOf(place));
            }

            if (marks)
            {
                canvas.Shape(PointMarks.ShapeOf(place), x + ((Key - 4) / 2), y - 2, 0.5, FigurePalette.OfArm(place));
            }

            canvas.Text(x + Key, y, text, FigurePalette.OfArm(place));
            x += width;
        }

        return y + 4;
    }
}
