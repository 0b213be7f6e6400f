using Pruning.Reproductions.Reporting.Plots;

namespace Pruning.Reproductions.Reporting.Figures;

/// <summary>Part of a canvas with a horizontal axis, and a vertical one where there is one; in points.</summary>
/// <param name="across">In printed units.</param>
/// <param name="up">In printed units; null: no axis.</param>
internal sealed class PlotArea(SvgCanvas canvas, double left, double top, double right, double bottom,
    Axis across, Axis? up = null)
{
    private const double TickLength = 2.5;

    /// <summary>Space that an axis with its title takes below an area.</summary>
    public const double Foot = 24;

    public double X(double value) => left + ((right - left) * across.At(value) / 100);

    public double Y(double value) => bottom - ((bottom - top) * up!.At(value) / 100);

    /// <summary>A point; not finite where the values are not.</summary>
    public (double X, double Y) Point(double x, double y) =>
        double.IsFinite(x) && double.IsFinite(y) ? (X(x), Y(y)) : (double.NaN, double.NaN);

    /// <summary>The horizontal axis beneath the area, with its title.</summary>
    public void DrawAcross(string title)
    {
        var ticks = across.Ticks((int)Math.Clamp((right - left) / 45, 2, 8));
        canvas.Line(left, bottom, right, bottom, FigurePalette.Soft, SvgCanvas.Hairline * 1.5);
        foreach (var value in ticks.Values)
        {
            canvas.Line(X(value), bottom, X(value), bottom + TickLength, FigurePalette.Soft, SvgCanvas.Hairline * 1.5);
            canvas.Text(X(value), bottom + 9, ticks.Label(value), FigurePalette.Soft, "middle");
        }

        canvas.Text((left + right) / 2, bottom + 18, SvgCanvas.Fitted(title, canvas.Width), FigurePalette.Soft,
            "middle");
    }

    /// <summary>The vertical axis with its grid, and its title upwards.</summary>
    public void DrawUp(string title)
    {
        var ticks = up!.Ticks(5);
        foreach (var value in ticks.Values)
        {
            canvas.Line(left, Y(value), right, Y(value), FigurePalette.Grid, SvgCanvas.Hairline);
            canvas.Text(left - 3, Y(value) + 2, ticks.Label(value), FigurePalette.Soft, "end");
        }

        canvas.Upwards(6, (top + bottom) / 2, SvgCanvas.Fitted(title, bottom - top));
    }

    /// <summary>A vertical line over the whole height, with a label above it where there is one.</summary>
    public void Upright(double value, string colour, double width, string? dash = null, string? label = null)
    {
        var x = X(value);
        canvas.Line(x, top, x, bottom, colour, width, dash);
        if (label is not null)
        {
            var half = SvgCanvas.WidthOf(label) / 2;
            canvas.Text(Math.Clamp(x, half, Math.Max(half, canvas.Width - half)), top - 3, label, colour, "middle",
                bold: true);
        }
    }
}
