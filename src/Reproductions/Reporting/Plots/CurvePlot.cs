using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Plots;

/// <summary>
/// Plot of one metric's curves: for each arm the mean, the middle 90 % of single runs as a band, and a few runs.
/// </summary>
internal sealed class CurvePlot
{
    private const int Width = 1000;
    private const int Height = 280;
    private const int LabelHeight = 16;
    private const int TableRows = 12;

    private static readonly FigureFormat Bare = new(1, string.Empty, 0, Signed: false);

    private readonly string metric;
    private readonly IReadOnlyList<CurveSummary> curves;
    private readonly ArmColours colours;
    private readonly FigureFormat format;
    private readonly Axis across;
    private readonly Axis up;

    private CurvePlot(string metric, IReadOnlyList<CurveSummary> curves, ArmColours colours)
    {
        this.metric = metric;
        this.curves = curves;
        this.colours = colours;
        format = FigureFormat.Of(curves[0].Unit, difference: false);
        across = Axis.Over(curves.SelectMany(c => c.X), padding: 0);
        up = Axis.Over(
            curves.SelectMany(c => c.Mean.Concat(c.Lower).Concat(c.Upper)).Select(v => v * format.Factor));
    }

    /// <summary>One plot for each metric of the claim's primary reading that has curves.</summary>
    public static Markup Of(ClaimResult claim, ArmColours colours) => Markup.Each(
        claim.Primary.Curves.Where(c => c.X.Count > 0 && c.Mean.Count > 0).GroupBy(c => Split(c.Name).Metric),
        metric => new CurvePlot(metric.Key, [.. metric], colours).Draw());

    /// <summary>Splits <c>arm.metric</c> into arm and metric.</summary>
    internal static (string Arm, string Metric) Split(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? (name, name) : (name[..dot], name[(dot + 1)..]);
    }

    private Markup Draw() => Markup.Of($"""
        <figure class="curves"><figcaption><b>{Readable(metric)}</b>{Unit()} over {Plural(curves[0].Axis)}
        <span class="legend">{Markup.Each(curves, Legend)}</span></figcaption>
        <div class="plot"><svg class="y-axis" aria-hidden="true" height="{Height}"><title>Scale</title>{YLabels()}</svg>
        <div>{Drawing()}{PlotElements.AxisRow(across, curves[0].Axis)}</div>
        <svg class="ends" aria-hidden="true" height="{Height}"><title>Arms</title>{EndLabels()}</svg></div>
        {HtmlTable.Behind("Figures of these curves", Table())}</figure>
        """);

    private string Unit() => format.Symbol.Length == 0 ? string.Empty : $" ({format.Symbol})";

    // The lines are in a nested drawing, which stretches to the available width.
    private Markup Drawing() => Markup.Of($"""
        <svg role="img" height="{Height}"><title>{Readable(metric)}, by arm</title><desc>{Description()}</desc>{YGrid()}
        <svg viewBox="0 0 {Width} {Height}" preserveAspectRatio="none" width="100%" height="{Height}">
        <title>{Readable(metric)}</title>{Markup.Each(curves, Band)}{Markup.Each(curves, Singles)}
        {Markup.Each(curves, Mean)}</svg>{Published()}</svg>
        """);

    /// <summary>Marks the document's figure, if it is a position on the horizontal axis.</summary>
    private Markup Published()
    {
        if (curves[0].Mark is not { } mark)
        {
            return Markup.Empty;
        }

        var at = across.At(mark);
        var label = PlotElements.Beside("published-label", at, 11, $"published {mark:0.##}");
        return Markup.Of($"{PlotElements.Upright("published", at)}{label}");
    }

    private Markup Legend(CurveSummary curve)
    {
        var arm = ArmOf(curve);
        var line = Markup.Of($"""<line class="mean" x1="0" x2="100%" y1="50%" y2="50%"/>""");
        var swatch = Markup.Of($"""<svg class="swatch" aria-hidden="true"><title>{arm}</title>{line}</svg>""");
        return Markup.Of($"""<span class="arm {colours.ClassOf(arm)}">{swatch}{arm}</span> """);
    }

    private Markup YLabels() => Markup.Each(up.Ticks(5).Values, v =>
    {
        var y = Math.Clamp(Y(v) + 4, 11, Height);
        return Markup.Of(
            $"""<text class="tick" x="100%" dx="-6" y="{y}" text-anchor="end">{up.Ticks(5).Label(v)}</text>""");
    });

    private Markup YGrid() => Markup.Each(
        up.Ticks(5).Values, v => Markup.Of($"""<line class="grid" x1="0" x2="100%" y1="{Y(v)}" y2="{Y(v)}"/>"""));

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

    // Names are placed at the ends of their lines and moved apart where they would overlap.
    private Markup EndLabels()
    {
        var ends = curves
            .Select(c => (Curve: c, End: c.Mean.LastOrDefault(double.IsFinite)))
            .OrderBy(e => Y(e.End * format.Factor))
            .ToList();
        var places = new double[ends.Count];
        for (var i = 0; i < ends.Count; i++)
        {
            var wanted = Math.Clamp(Y(ends[i].End * format.Factor) + 4, 12, Height - 2);
            places[i] = i == 0 ? wanted : Math.Max(wanted, places[i - 1] + LabelHeight);
        }

        for (var i = ends.Count - 1; i >= 0; i--)
        {
            places[i] = Math.Min(places[i], Height - 2 - ((ends.Count - 1 - i) * LabelHeight));
        }

        return Markup.Each(ends.Zip(places, (e, y) => (Arm: ArmOf(e.Curve), Y: y)), label =>
        {
            var name = VerdictTable.Shorten(label.Arm, 16);
            return Markup.Of($"""<text class="end {colours.ClassOf(label.Arm)}" x="6" y="{label.Y}">{name}</text>""");
        });
    }

    private string Description()
    {
        var arms = curves.Select(c =>
            $"{ArmOf(c)}: mean from {format.Number(c.Mean[0])} to {format.Number(c.Mean[^1])}");
        return $"{string.Join("; ", arms)}. Bands hold the middle 90 % of single runs.";
    }

    private Markup Table() => HtmlTable.Of(
        $"{Readable(metric)}: mean [5th, 95th percentile of single runs]",
        [curves[0].Axis, .. curves.Select(ArmOf)],
        from i in Places()
        select curves.Select(c => CellAt(c, i)).Prepend(Bare.Number(curves[0].X[i])).ToList());

    private IEnumerable<int> Places()
    {
        var last = curves[0].X.Count - 1;
        var rows = Math.Min(TableRows, last + 1);
        return Enumerable.Range(0, rows).Select(i => rows == 1 ? 0 : i * last / (rows - 1)).Distinct();
    }

    private string CellAt(CurveSummary curve, int i) => i >= curve.Mean.Count
        ? "–"
        : (format with { Symbol = string.Empty }).Text(curve.Mean[i], At(curve.Lower, i), At(curve.Upper, i));

    private static double? At(IReadOnlyList<double> values, int i) => i < values.Count ? values[i] : null;

    private List<(double X, double Y)> Points(CurveSummary curve, IReadOnlyList<double> values) =>
        [.. curve.X.Zip(values, (x, y) => (across.At(x) * Width / 100, Y(y * format.Factor)))];

    // At() clamps; a value that is not finite gives NaN, which breaks the line.
    private double Y(double scaled) => Height * (1 - (up.At(scaled) / 100));

    private static string ArmOf(CurveSummary curve) => Split(curve.Name).Arm;

    /// <summary>Splits a camel-case name into words: <c>testLoss</c> becomes <c>test loss</c>.</summary>
    internal static string Readable(string name)
    {
        return string.Concat(name.Select((c, i) => StartsWord(i) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));

        bool StartsWord(int i) => char.IsUpper(name[i]) && i > 0 && char.IsLower(name[i - 1]);
    }

    private static string Plural(string axis) => axis == "epoch" ? "epochs" : axis;
}
