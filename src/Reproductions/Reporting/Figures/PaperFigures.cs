using Pruning.Reproductions.Reporting.Plots;
using Pruning.Reproductions.Reporting.Sections;
using Pruning.Shared.Files;

namespace Pruning.Reproductions.Reporting.Figures;

/// <summary>
/// An audit's figures as files for a paper: SVG of the width of one column (89 mm) and of two (183 mm), named
/// <c>claim-figure-89mm.svg</c>. Tables are no figures; they are in <c>audit.json</c>.
/// </summary>
internal static class PaperFigures
{
    // Of a page; more pictures than this have no place in a paper, and their files would be too large to open.
    private const int MostEntries = 2000;

    private static readonly int[] Widths = [89, 183];

    /// <summary>Names and texts of the files, in the order of the claims.</summary>
    public static IEnumerable<(string Name, string Svg)> Of(AuditResult result)
    {
        var page = new PageContext(result);
        return from claim in result.Claims
               from figure in Of(claim, page.Colours)
               from width in Widths
               select ($"{page.NameOf(claim)}-{figure.Name}-{width}mm.svg", figure.Draw(new SvgCanvas(width)));
    }

    /// <summary>Writes the files into a folder, which is created if missing; all or none.</summary>
    /// <returns>Their number.</returns>
    /// <exception cref="IOException">They cannot be written.</exception>
    public static int Write(AuditResult result, string folder)
    {
        var files = Of(result).ToList();
        Directory.CreateDirectory(folder);
        AtomicFile.WriteTogether([.. files.Select(file =>
            (Path.Combine(folder, file.Name), (Action<Stream>)(stream => stream.Write(Encoded(file.Svg)))))]);
        return files.Count;
    }

    private static IEnumerable<(string Name, Func<SvgCanvas, string> Draw)> Of(ClaimResult claim, ArmColours colours)
    {
        if (ForestFigure.IsOf(claim))
        {
            yield return ("readings", canvas => ForestFigure.Draw(claim, canvas));
        }

        if (SingleRuns.Of(claim) is { } single)
        {
            yield return ("runs", canvas => RunsFigure.Draw(claim, single, canvas));
        }

        foreach (var metric in CurvePlot.ByMetric(claim))
        {
            yield return ($"curves-{PageContext.Plain(metric.Key)}",
                canvas => CurvesFigure.Draw(claim, metric.Key, [.. metric], colours, canvas));
        }

        if (claim.TradeOff is { } metrics && TradeOffPlot.Families(claim).Count > 0)
        {
            yield return ("trade-off", canvas => TradeOffFigure.Draw(claim, metrics, colours, canvas));
        }

        var tables = claim.Primary.Tables.Where(t => t.Rows.Count > 0 && t.Values.Count is > 0 and <= MostEntries);
        foreach (var table in tables)
        {
            if (table.View == TableView.Scatter)
            {
                yield return ($"points-{PageContext.Plain(table.Name)}",
                    canvas => PointsFigure.Draw(claim, table, canvas));
            }
            else if (table.View == TableView.Pictures)
            {
                yield return ($"pictures-{PageContext.Plain(table.Name)}",
                    canvas => PicturesFigure.Draw(claim, table, canvas));
            }
        }
    }

    private static byte[] Encoded(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
