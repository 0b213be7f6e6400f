using Pruning.Reproductions.Reporting.Plots;

namespace Pruning.Reproductions.Reporting.Figures;

/// <summary>
/// A claim's readings as rows: name and verdict, estimate and interval on a common axis, and figures.
/// </summary>
internal static class ForestFigure
{
    private const double RowHeight = 19;
    private const double Top = 12;

    /// <summary>Whether a reading of the claim has an interval.</summary>
    public static bool IsOf(ClaimResult claim) => claim.Readings.Any(ForestScale.IsDrawn);

    public static string Draw(ClaimResult claim, SvgCanvas canvas)
    {
        var scale = new ForestScale(claim, claim.Readings);
        var bare = scale.Format with { Symbol = string.Empty };
        var figures = claim.Readings.Select(r => r.Judgement)
            .Select(j => bare.Text(j.Estimate, j.DecidingLower, j.DecidingUpper)).ToList();
        var (left, right) = (canvas.Width * 0.3, canvas.Width - figures.Max(f => SvgCanvas.WidthOf(f)) - 4);
        var bottom = Top + (RowHeight * claim.Readings.Count);
        var area = new PlotArea(canvas, left, Top, right, bottom, scale.Axis);
        Background(canvas, area, scale, left, right, bottom);
        foreach (var (i, reading) in claim.Readings.Index())
        {
            var middle = Top + (RowHeight * (i + 0.5));
            var colour = FigurePalette.Of(reading.Judgement.Verdict);
            var name = SvgCanvas.Fitted(ReadingText.NameOf(reading, claim), left - 4);
            canvas.Text(0, middle - 0.5, name, bold: reading.Primary);
            var verdict = $"{VerdictText.Words(reading)}, n = {ReadingText.Replicates(reading)}";
            canvas.Text(0, middle + 6.5, SvgCanvas.Fitted(verdict, left - 4), colour);
            Interval(canvas, area, scale, reading.Judgement, middle, colour, reading.Primary);
            canvas.Text(canvas.Width, middle + 2, figures[i], anchor: "end");
        }

        area.DrawAcross(PlotElements.TitleOf(claim.Primary.Judgement.Quantity, scale.Format));
        return canvas.ToSvg(bottom + PlotArea.Foot, claim.Statement,
            $"{claim.Id}: estimate and interval of {CountText.Of(claim.Readings.Count, "reading")}.");
    }

    private static void Background(
        SvgCanvas canvas, PlotArea area, ForestScale scale, double left, double right, double bottom)
    {
        var factor = scale.Format.Factor;
        if (scale.Zone is var (from, to))
        {
            var (start, end) = (from is { } f ? area.X(f * factor) : left, to is { } t ? area.X(t * factor) : right);
            canvas.Rectangle(start, Top, end - start, bottom - Top, FigurePalette.Zone);
        }

        if (scale.HasZero)
        {
            area.Upright(0, FigurePalette.Soft, SvgCanvas.Hairline * 1.5);
        }

        if (scale.Published is { } published)
        {
            area.Upright(published * factor, FigurePalette.Mark, 0.7, "3 2",
                $"published {scale.Format.Number(published)}");
        }
    }

    private static void Interval(SvgCanvas canvas, PlotArea area, ForestScale scale, Judgement judgement,
        double y, string colour, bool primary)
    {
        Bar(judgement.CrossedLower, judgement.CrossedUpper, 0.6);
        Bar(judgement.Lower, judgement.Upper, 2);
        if (judgement.Estimate is { } estimate)
        {
            canvas.Circle(area.X(estimate * scale.Format.Factor), y, primary ? 2.4 : 2,
                primary ? colour : FigurePalette.Ground, colour, 1);
        }

        void Bar(double? lower, double? upper, double width)
        {
            if (lower is { } l && upper is { } u)
            {
                canvas.Line(area.X(l * scale.Format.Factor), y, area.X(u * scale.Format.Factor), y, colour, width);
            }
        }
    }
}
