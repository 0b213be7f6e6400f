using Pruning.Reproductions.Reporting.Plots;

namespace Pruning.Reproductions.Reporting.Figures;

/// <summary>One metric over another: for each family of arms its means, and the middle 90 % of single runs.</summary>
internal static class TradeOffFigure
{
    private const double Left = 30;
    private const double Height = 120;

    public static string Draw(ClaimResult claim, TradeOff metrics, ArmColours colours, SvgCanvas canvas)
    {
        var families = TradeOffPlot.Families(claim);
        var (x, y) = (FigureFormat.Of(families[0].X.Unit, false), FigureFormat.Of(families[0].Y.Unit, false));
        var (across, up) = TradeOffPlot.Axes(families, x, y);
        var arms = families.Select(f => (Name: f.Arm, Place: colours.PlaceOf(f.Arm)));
        var top = FigureLegend.Draw(canvas, Left, arms, lines: true, marks: true) + 2;
        var area = new PlotArea(canvas, Left, top, canvas.Width - 8, top + Height, across, up);
        var name = CurvePlot.Readable(metrics.Y);
        area.DrawUp($"{name}{CurvePlot.UnitOf(y)}");
        foreach (var family in families)
        {
            var place = colours.PlaceOf(family.Arm);
            var colour = FigurePalette.OfArm(place);
            var (low, mean, high) = (Points(family.Y.Lower), Points(family.Y.Mean), Points(family.Y.Upper));
            canvas.Stroke(string.Concat(low.Zip(high, (a, b) => SvgPath.Line([a, b], decimals: 1))), colour, 1.1,
                opacity: 0.45);
            canvas.Stroke(SvgPath.Line(mean, decimals: 1), colour, 0.9, FigurePalette.DashOf(place));
            foreach (var point in mean.Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y)))
            {
                canvas.Shape(PointMarks.ShapeOf(place), point.X, point.Y, 0.55, colour);
            }

            List<(double X, double Y)> Points(IReadOnlyList<double> values) =>
                [.. family.X.Mean.Zip(values, (a, b) => area.Point(a * x.Factor, b * y.Factor))];
        }

        var title = TradeOffPlot.NameOf(metrics.X, families[0].X, x);
        area.DrawAcross(title);
        return canvas.ToSvg(top + Height + PlotArea.Foot, claim.Statement,
            $"{claim.Id}: {name} over {title}, means by arm and the middle 90 % of single runs.");
    }
}
