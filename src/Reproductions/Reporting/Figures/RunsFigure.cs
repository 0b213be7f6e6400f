using Pruning.Reproductions.Reporting.Plots;

namespace Pruning.Reproductions.Reporting.Figures;

/// <summary>
/// The single runs of a claim's primary reading: a histogram, a stroke for each run, the published figure.
/// </summary>
internal static class RunsFigure
{
    private const double Left = 18;
    private const double Top = 12;
    private const double Bottom = 92;
    private const double Rug = 6;

    public static string Draw(ClaimResult claim, SingleRuns single, SvgCanvas canvas)
    {
        var histogram = single.Histogram;
        var counts = new Axis(0, histogram.Counts.Max());
        var area = new PlotArea(canvas, Left, Top, canvas.Width - 4, Bottom, single.Axis, counts);
        foreach (var count in counts.Ticks(3).Values.Where(c => c > 0 && c == Math.Floor(c)))
        {
            canvas.Line(Left, area.Y(count), canvas.Width - 4, area.Y(count), FigurePalette.Grid, SvgCanvas.Hairline);
            canvas.Text(Left - 3, area.Y(count) + 2, $"{count:0}", FigurePalette.Soft, "end");
        }

        canvas.Upwards(6, (Top + Bottom) / 2, "runs");
        foreach (var (bin, count) in histogram.Counts.Index())
        {
            var (from, to) = (area.X(histogram.Edges[bin]), area.X(histogram.Edges[bin + 1]));
            canvas.Rectangle(from + 0.2, area.Y(count), to - from - 0.4, Bottom - area.Y(count), FigurePalette.Bars);
        }

        foreach (var run in single.Runs.Count <= DistributionPlot.MostStrokes ? single.Runs : [])
        {
            var (colour, width) = run.Shows ? (FigurePalette.Mark, 0.5) : (FigurePalette.Soft, SvgCanvas.Hairline);
            canvas.Line(area.X(run.Value), Bottom + 1, area.X(run.Value), Bottom + 1 + Rug, colour, width);
        }

        if (single.Format.Signed)
        {
            area.Upright(0, FigurePalette.Soft, SvgCanvas.Hairline * 1.5);
        }

        if (single.Published is { } published)
        {
            area.Upright(published, FigurePalette.Mark, 0.7, "3 2", $"published {single.Print(published)}");
        }

        var axis = new PlotArea(canvas, Left, Top, canvas.Width - 4, Bottom + Rug + 2, single.Axis);
        axis.DrawAcross(PlotElements.TitleOf(claim.Primary.Judgement.Quantity, single.Format));
        return canvas.ToSvg(Bottom + Rug + 2 + PlotArea.Foot, claim.Statement,
            $"{claim.Id}: the single runs of the primary reading, {CountText.Of(single.Runs.Count, "run")}.");
    }
}
