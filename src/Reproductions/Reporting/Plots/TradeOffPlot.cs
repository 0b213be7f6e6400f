using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Plots;

/// <summary>
/// Plot of one metric over another: for each family of arms a line through the means at its levels, and the middle 90 %
/// of single runs as bars.
/// </summary>
internal sealed class TradeOffPlot
{
    private readonly IReadOnlyList<(string Arm, CurveSummary X, CurveSummary Y)> families;
    private readonly ArmColours colours;
    private readonly FigureFormat xFormat;
    private readonly FigureFormat yFormat;
    private readonly string xName;
    private readonly string yName;
    private readonly PlotFrame frame;

    private TradeOffPlot(
        TradeOff metrics, IReadOnlyList<(string Arm, CurveSummary X, CurveSummary Y)> families, ArmColours colours)
    {
        this.families = families;
        this.colours = colours;
        var (_, x, y) = families[0];
        xFormat = FigureFormat.Of(x.Unit, difference: false);
        yFormat = FigureFormat.Of(y.Unit, difference: false);
        xName = NameOf(metrics.X, x, xFormat);
        yName = CurvePlot.Readable(metrics.Y);
        var (across, up) = Axes(families, xFormat, yFormat);
        frame = new(across, up);
    }

    /// <summary>The plot; empty where the claim has no trade-off, or no family has curves of both metrics.</summary>
    public static Markup Of(ClaimResult claim, ArmColours colours) =>
        claim.TradeOff is { } metrics && Families(claim) is { Count: > 0 } families
            ? new TradeOffPlot(metrics, families, colours).Draw()
            : Markup.Empty;

    /// <summary>The families of arms in the primary reading that have curves of both metrics.</summary>
    public static IReadOnlyList<(string Arm, CurveSummary X, CurveSummary Y)> Families(ClaimResult claim)
    {
        if (claim.TradeOff is not var (x, y))
        {
            return [];
        }

        var curves = claim.Primary.Curves.Where(c => c.Mean.Count > 0).ToLookup(c => c.Name);
        return [.. from arm in curves.Select(c => CurvePlot.Split(c.Key).Arm).Distinct()
                   from across in curves[$"{arm}.{x}"]
                   from up in curves[$"{arm}.{y}"]
                   select (arm, across, up)];
    }

    /// <summary>Axes of the families, in printed units.</summary>
    internal static (Axis Across, Axis Up) Axes(
        IReadOnlyList<(string Arm, CurveSummary X, CurveSummary Y)> families, FigureFormat x, FigureFormat y) => (
        Axis.Over(families.SelectMany(f => f.X.Mean).Select(v => v * x.Factor), padding: 0.02),
        Axis.Over(families.SelectMany(f => f.Y.Mean.Concat(f.Y.Lower).Concat(f.Y.Upper)).Select(v => v * y.Factor)));

    // What is counted says more than the metric's name: "multiply-accumulates left" of "macs". A count that falls from
    // level to level is of what is left.
    internal static string NameOf(string metric, CurveSummary curve, FigureFormat format) =>
        format is not { Decimals: 0, Symbol.Length: > 0 } ? $"{CurvePlot.Readable(metric)}{CurvePlot.UnitOf(format)}"
            : curve.Mean[^1] < curve.Mean[0] ? $"{format.Symbol} left"
            : format.Symbol;

    private Markup Draw() => Markup.Of($"""
        <figure class="curves"><figcaption><b>{yName}</b>{CurvePlot.UnitOf(yFormat)} over {xName}
        <span class="legend">{Markup.Each(families, f => Legend(f.Arm))}</span></figcaption>
        {frame.Draw($"{yName} over {xName}, by arm", Description(), xName, Lines(), Marks())}
        <p class="key">Points: means at each level ({families[0].Y.Axis}); bars: the middle 90 % of single runs.</p>
        {HtmlTable.Behind("Figures of this plot", Table())}</figure>
        """);

    private Markup Legend(string arm) => PointMarks.Key(colours.PlaceOf(arm), arm, PlotElements.LineOfKey);

    private Markup Lines() => Markup.Each(families, f =>
    {
        var kind = colours.ClassOf(f.Arm);
        var bars = string.Concat(
            Points(f.X, f.Y.Lower).Zip(Points(f.X, f.Y.Upper), (low, high) => SvgPath.Line([low, high])));
        var spread = bars.Length == 0 ? Markup.Empty : Markup.Of($"""<path class="spread {kind}" d="{bars}"/>""");
        return Markup.Of($"""{spread}<path class="mean {kind}" d="{SvgPath.Line(Points(f.X, f.Y.Mean))}"/>""");
    });

    private Markup Marks() => Markup.Each(families, f => Markup.Each(Enumerable.Range(0, Count(f.X, f.Y)), i =>
    {
        var (x, y) = (f.X.Mean[i] * xFormat.Factor, f.Y.Mean[i] * yFormat.Factor);
        var name = $"{f.Arm}, {LevelOf(f.Y, i)}: {CurveCells.Mean(f.X, i, xFormat)} {xName}, "
            + $"{CurveCells.Spread(f.Y, i, yFormat)} {yFormat.Symbol}";
        return double.IsFinite(x) && double.IsFinite(y)
            ? PointMarks.At(colours.PlaceOf(f.Arm), frame.Across(x), frame.Down(y), name.TrimEnd())
            : Markup.Empty;
    }));

    private string Description()
    {
        var ends = families.Select(f => $"{f.Arm}: {yName} {End(f.Y, yFormat)} over {xName} {End(f.X, xFormat)}");
        return $"{string.Join("; ", ends)}. Bars hold the middle 90 % of single runs.";

        static string End(CurveSummary curve, FigureFormat format) =>
            $"from {format.Number(curve.Mean[0])} to {format.Number(curve.Mean[^1])}";
    }

    private Markup Table() => HtmlTable.Of(
        $"{xName}: mean; {yName}{CurvePlot.UnitOf(yFormat)}: mean [5th, 95th percentile of single runs]",
        [families[0].Y.Axis, .. families.SelectMany(f => new[] { $"{f.Arm}: {xName}", $"{f.Arm}: {yName}" })],
        from i in CurveCells.Places(families[0].Y.X.Count)
        select families
            .SelectMany(f => new[] { CurveCells.Mean(f.X, i, xFormat), CurveCells.Spread(f.Y, i, yFormat) })
            .Prepend(CurveCells.Level(families[0].Y.X[i]))
            .ToList());

    private List<(double X, double Y)> Points(CurveSummary x, IReadOnlyList<double> values) =>
        [.. x.Mean.Zip(values, (a, b) => frame.Stretched(a * xFormat.Factor, b * yFormat.Factor))];

    private static string LevelOf(CurveSummary curve, int i) =>
        i < curve.X.Count ? $"{CurveCells.Level(curve.X[i])} {curve.Axis}" : curve.Axis;

    private static int Count(CurveSummary x, CurveSummary y) => Math.Min(x.Mean.Count, y.Mean.Count);
}
