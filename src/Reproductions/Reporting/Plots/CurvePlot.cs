using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Plots;

/// <summary>
/// Plot of one metric's curves: for each arm the mean, the middle 90 % of single runs as a band, and a few runs.
/// </summary>
internal sealed class CurvePlot
{
    private readonly string metric;
    private readonly IReadOnlyList<CurveSummary> curves;
    private readonly ArmColours colours;
    private readonly FigureFormat format;
    private readonly PlotFrame frame;

    private CurvePlot(string metric, IReadOnlyList<CurveSummary> curves, ArmColours colours)
    {
        this.metric = metric;
        this.curves = curves;
        this.colours = colours;
        format = FigureFormat.Of(curves[0].Unit, difference: false);
        var (across, up) = Axes(curves, format);
        frame = new(across, up);
    }

    /// <summary>
    /// One plot for each metric of the claim's primary reading that has curves, but for those that are the horizontal
    /// axis of its trade-off.
    /// </summary>
    public static Markup Of(ClaimResult claim, ArmColours colours) =>
        Markup.Each(ByMetric(claim), metric => new CurvePlot(metric.Key, [.. metric], colours).Draw());

    /// <summary>The curves that are drawn, a plot for each metric.</summary>
    internal static IEnumerable<IGrouping<string, CurveSummary>> ByMetric(ClaimResult claim)
    {
        var elsewhere = TradeOffPlot.Families(claim).Select(f => f.X).ToHashSet();
        return claim.Primary.Curves.Where(c => c.X.Count > 0 && c.Mean.Count > 0 && !elsewhere.Contains(c))
            .GroupBy(c => Split(c.Name).Metric);
    }

    /// <summary>Axes of the curves of one metric, the vertical one in printed units.</summary>
    internal static (Axis Across, Axis Up) Axes(IReadOnlyList<CurveSummary> curves, FigureFormat format) => (
        Axis.Over(curves.SelectMany(c => c.X), padding: 0),
        Axis.Over(curves.SelectMany(c => c.Mean.Concat(c.Lower).Concat(c.Upper)).Select(v => v * format.Factor)));

    /// <summary>Splits <c>arm.metric</c> into arm and metric.</summary>
    internal static (string Arm, string Metric) Split(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? (name, name) : (name[..dot], name[(dot + 1)..]);
    }

    private Markup Draw() => Markup.Of($"""
        <figure class="curves"><figcaption><b>{Readable(metric)}</b>{UnitOf(format)} over {Plural(curves[0].Axis)}
        <span class="legend">{Markup.Each(curves, Legend)}</span></figcaption>
        {frame.Draw($"{Readable(metric)}, by arm", Description(), curves[0].Axis, Lines(), Marks(), Ends())}
        {HtmlTable.Behind("Figures of these curves", Table())}</figure>
        """);

    private Markup Lines() =>
        Markup.Of($"{Markup.Each(curves, Band)}{Markup.Each(curves, Singles)}{Markup.Each(curves, Mean)}");

    private Markup Marks() => Markup.Of($"{Stops()}{Published()}");

    /// <summary>
    /// Marks over the whole height that tell the rows of the table of figures, each where it is nearest.
    /// </summary>
    private Markup Stops()
    {
        var x = curves[0].X;
        var places = CurveCells.Places(x.Count).OrderBy(i => x[i]).ToList();
        var at = places.ConvertAll(i => frame.Across(x[i]));
        return Markup.Each(places.Index(), place =>
        {
            var (k, i) = place;
            var left = k == 0 ? 0 : (at[k - 1] + at[k]) / 2;
            var right = k == at.Count - 1 ? 100 : (at[k] + at[k + 1]) / 2;
            var means = curves.Select(c => $"{ArmOf(c)} {CurveCells.Spread(c, i, format)}");
            var name = $"{curves[0].Axis} {CurveCells.Level(x[i])}: {string.Join("; ", means)}";
            return Markup.Of($"""
                <rect class="stop" x="{left}%" width="{right - left}%" y="0" height="{PlotFrame.Height}">
                <title>{name}</title></rect>
                """);
        });
    }

    /// <summary>Marks the document's figure, if it is a position on the horizontal axis.</summary>
    private Markup Published()
    {
        if (curves[0].Mark is not { } mark)
        {
            return Markup.Empty;
        }

        var at = frame.Across(mark);
        var label = PlotElements.Beside("published-label", at, 11, $"published {mark:0.##}");
        return Markup.Of($"{PlotElements.Upright("published", at)}{label}");
    }

    private Markup Legend(CurveSummary curve)
    {
        var arm = ArmOf(curve);
        var swatch = Markup.Of(
            $"""<svg class="swatch" aria-hidden="true"><title>{arm}</title>{PlotElements.LineOfKey}</svg>""");
        return Markup.Of($"""<span class="arm {colours.ClassOf(arm)}">{swatch}{arm}</span> """);
    }

    private Markup Mean(CurveSummary curve) => Path("mean", curve, SvgPath.Line(Points(curve, curve.Mean)));

    private Markup Band(CurveSummary curve) =>
        SvgPath.Band(Points(curve, curve.Lower), Points(curve, curve.Upper)) is { Length: > 0 } band
            ? Path("band", curve, band)
            : Markup.Empty;

    private Markup Path(string kind, CurveSummary curve, string data) =>
        Markup.Of($"""<path class="{kind} {colours.ClassOf(ArmOf(curve))}" d="{data}"/>""");

    private Markup Singles(CurveSummary curve) => Markup.Each(
        curve.Singles.Where(s => s.Count > 0),
        s => Path("single", curve, SvgPath.Line(Points(curve, s))));

    private Markup Ends() => frame.Ends(curves.Select(c =>
        (ArmOf(c), colours.ClassOf(ArmOf(c)), c.Mean.LastOrDefault(double.IsFinite) * format.Factor)));

    private string Description()
    {
        var arms = curves.Select(c =>
            $"{ArmOf(c)}: mean from {format.Number(c.Mean[0])} to {format.Number(c.Mean[^1])}");
        return $"{string.Join("; ", arms)}. Bands hold the middle 90 % of single runs.";
    }

    private Markup Table() => HtmlTable.Of(
        $"{Readable(metric)}: mean [5th, 95th percentile of single runs]",
        [curves[0].Axis, .. curves.Select(ArmOf)],
        from i in CurveCells.Places(curves[0].X.Count)
        select curves.Select(c => CurveCells.Spread(c, i, format)).Prepend(CurveCells.Level(curves[0].X[i])).ToList());

    // A value that is not finite gives NaN, which breaks the line.
    private List<(double X, double Y)> Points(CurveSummary curve, IReadOnlyList<double> values) =>
        [.. curve.X.Zip(values, (x, y) => frame.Stretched(x, y * format.Factor))];

    private static string ArmOf(CurveSummary curve) => Split(curve.Name).Arm;

    /// <summary>A unit in parentheses, to follow a metric's name; empty without one.</summary>
    internal static string UnitOf(FigureFormat format) =>
        format.Symbol.Length == 0 ? string.Empty : $" ({format.Symbol})";

    /// <summary>Splits a camel-case name into words: <c>testLoss</c> becomes <c>test loss</c>.</summary>
    internal static string Readable(string name)
    {
        return string.Concat(name.Select((c, i) => StartsWord(i) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));

        bool StartsWord(int i) => char.IsUpper(name[i]) && i > 0 && char.IsLower(name[i - 1]);
    }

    private static string Plural(string axis) => axis == "epoch" ? "epochs" : axis;
}
