using Pruning.Reproductions.Reporting.Plots;

namespace Pruning.Reproductions.Reporting.Figures;

/// <summary>One metric's curves: for each arm the mean, and the middle 90 % of single runs as a band.</summary>
internal static class CurvesFigure
{
    private const double Left = 30;
    private const double Height = 120;

    public static string Draw(
        ClaimResult claim, string metric, IReadOnlyList<CurveSummary> curves, ArmColours colours, SvgCanvas canvas)
    {
        var format = FigureFormat.Of(curves[0].Unit, difference: false);
        var (across, up) = CurvePlot.Axes(curves, format);
        var arms = curves.Select(c => CurvePlot.Split(c.Name).Arm).Select(a => (Name: a, Place: colours.PlaceOf(a)))
            .ToList();
        var top = FigureLegend.Draw(canvas, Left, arms, lines: true, marks: false) + 2;
        var area = new PlotArea(canvas, Left, top, canvas.Width - 8, top + Height, across, up);
        var name = CurvePlot.Readable(metric);
        area.DrawUp($"{name}{CurvePlot.UnitOf(format)}");
        foreach (var (curve, arm) in curves.Zip(arms))
        {
            canvas.Area(SvgPath.Band(Points(curve, curve.Lower), Points(curve, curve.Upper), decimals: 1),
                FigurePalette.OfArm(arm.Place), 0.15);
        }

        foreach (var (curve, arm) in curves.Zip(arms))
        {
            canvas.Stroke(SvgPath.Line(Points(curve, curve.Mean), decimals: 1), FigurePalette.OfArm(arm.Place), 1.1,
                FigurePalette.DashOf(arm.Place));
        }

        if (curves[0].Mark is { } mark)
        {
            area.Upright(mark, FigurePalette.Mark, 0.7, "3 2");
        }

        area.DrawAcross(curves[0].Axis);
        return canvas.ToSvg(top + Height + PlotArea.Foot, claim.Statement,
            $"{claim.Id}: {name} by arm, means over {CountText.Of(claim.Primary.N, "run")} and the middle 90 % of "
            + "them.");

        List<(double X, double Y)> Points(CurveSummary curve, IReadOnlyList<double> values) =>
            [.. curve.X.Zip(values, (x, y) => area.Point(x, y * format.Factor))];
    }
}
