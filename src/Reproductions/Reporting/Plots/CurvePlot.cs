using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Plots;

/// <summary>One metric over training: per arm the mean, the middle 90 % of single runs as a band, and a few single runs.</summary>
internal sealed class CurvePlot
{
    private const int Width = 1000;
    private const int Height = 280;
    private const int LabelHeight = 16;
    private const int TableRows = 12;

    private readonly string metric;
    private readonly IReadOnlyList<CurveSummary> curves;
    private readonly ArmColours colours;
    private readonly Measure measure;
    private readonly Axis across;
    private readonly Axis up;

    private CurvePlot(string metric, IReadOnlyList<CurveSummary> curves, ArmColours colours)
    {
        this.metric = metric;
        this.curves = curves;
        this.colours = colours;
        measure = Measure.Of(curves[0].Unit, difference: false);
        across = Axis.Over(curves.SelectMany(c => c.X), padding: 0);
        up = Axis.Over(curves.SelectMany(c => c.Mean.Concat(c.Lower).Concat(c.Upper)).Select(v => v * measure.Factor));
    }

    /// <summary>A plot for every metric of a claim's primary reading that has a curve.</summary>
    public static Markup Of(ClaimResult claim, ArmColours colours) => Markup.Each(
        claim.Primary.Curves.Where(c => c.X.Count > 0 && c.Mean.Count > 0).GroupBy(c => Split(c.Name).Metric),
        metric => new CurvePlot(metric.Key, [.. metric], colours).Draw());

    /// <summary>The arm and the metric of <c>arm.metric</c>.</summary>
    internal static (string Arm, string Metric) Split(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? (name, name) : (name[..dot], name[(dot + 1)..]);
    }

    private Markup Draw() => Markup.Of($"""
        <figure class="curves"><figcaption><b>{Readable(metric)}</b>{(measure.Symbol.Length == 0 ? string.Empty : $" ({measure.Symbol})")} over {Plural(curves[0].Axis)} <span class="legend">{Markup.Each(curves, Legend)}</span></figcaption>
        <div class="plot"><svg class="y-axis" aria-hidden="true" height="{Height}"><title>Scale</title>{YTicks(labels: true)}</svg>
        <div><svg role="img" height="{Height}"><title>{Readable(metric)}, by arm</title><desc>{Description()}</desc>{YTicks(labels: false)}<svg viewBox="0 0 {Width} {Height}" preserveAspectRatio="none" width="100%" height="{Height}"><title>{Readable(metric)}</title>{Markup.Each(curves, Band)}{Markup.Each(curves, Singles)}{Markup.Each(curves, Mean)}</svg>{Published()}</svg>{Marks.AxisRow(across, curves[0].Axis)}</div>
        <svg class="ends" aria-hidden="true" height="{Height}"><title>Arms</title>{EndLabels()}</svg></div>
        {HtmlTable.Behind("Figures of these curves", Table())}</figure>
        """);

    /// <summary>The document's figure, where it is a place on the horizontal axis.</summary>
    private Markup Published() => curves[0].Mark is { } mark
        ? Markup.Of($"""{Marks.Upright("published", across.At(mark))}{Marks.Beside("published-label", across.At(mark), 11, $"published {mark:0.##}")}""")
        : Markup.Empty;

    private Markup Legend(CurveSummary curve) => Markup.Of(
        $"""<span class="arm {colours.ClassOf(ArmOf(curve))}"><svg class="swatch" aria-hidden="true"><title>{ArmOf(curve)}</title><line class="mean" x1="0" x2="100%" y1="50%" y2="50%"/></svg>{ArmOf(curve)}</span> """);

    private Markup YTicks(bool labels)
    {
        var ticks = up.Ticks(5);
        return Markup.Each(ticks.Values, v => labels
            ? Markup.Of($"""<text class="tick" x="100%" dx="-6" y="{Math.Clamp(Y(v) + 4, 11, Height)}" text-anchor="end">{ticks.Label(v)}</text>""")
            : Markup.Of($"""<line class="grid" x1="0" x2="100%" y1="{Y(v)}" y2="{Y(v)}"/>"""));
    }

    private Markup Mean(CurveSummary curve) =>
        Markup.Of($"""<path class="mean {colours.ClassOf(ArmOf(curve))}" d="{SvgPath.Line(Points(curve, curve.Mean))}"/>""");

    private Markup Band(CurveSummary curve) => SvgPath.Band(Points(curve, curve.Lower), Points(curve, curve.Upper)) is { Length: > 0 } band
        ? Markup.Of($"""<path class="band {colours.ClassOf(ArmOf(curve))}" d="{band}"/>""")
        : Markup.Empty;

    private Markup Singles(CurveSummary curve) => Markup.Each(
        curve.Singles.Where(s => s.Count > 0),
        s => Markup.Of($"""<path class="single {colours.ClassOf(ArmOf(curve))}" d="{SvgPath.Line(Points(curve, s))}"/>"""));

    // Names stand where their lines end, pushed apart where they would overlap.
    private Markup EndLabels()
    {
        var ends = curves
            .Select(c => (Curve: c, End: c.Mean.LastOrDefault(double.IsFinite)))
            .OrderBy(e => Y(e.End * measure.Factor))
            .ToList();
        var places = new double[ends.Count];
        for (var i = 0; i < ends.Count; i++)
        {
            var wanted = Math.Clamp(Y(ends[i].End * measure.Factor) + 4, 12, Height - 2);
            places[i] = i == 0 ? wanted : Math.Max(wanted, places[i - 1] + LabelHeight);
        }

        for (var i = ends.Count - 1; i >= 0; i--)
        {
            places[i] = Math.Min(places[i], Height - 2 - ((ends.Count - 1 - i) * LabelHeight));
        }

        return Markup.Each(ends.Zip(places), e => Markup.Of(
            $"""<text class="end {colours.ClassOf(ArmOf(e.First.Curve))}" x="6" y="{e.Second}">{VerdictTable.Shorten(ArmOf(e.First.Curve), 16)}</text>"""));
    }

    private string Description() => string.Join("; ", curves.Select(c =>
        $"{ArmOf(c)}: mean from {measure.Number(c.Mean[0])} to {measure.Number(c.Mean[^1])}")) + ". Bands hold the middle 90 % of single runs.";

    private Markup Table() => HtmlTable.Of(
        $"{Readable(metric)}: mean [5th, 95th percentile of single runs]",
        [curves[0].Axis, .. curves.Select(ArmOf)],
        from i in Places()
        select new[] { new Measure(1, string.Empty, 0, Signed: false).Number(curves[0].X[i]) }.Concat(curves.Select(c => CellAt(c, i))).ToList());

    private IEnumerable<int> Places()
    {
        var last = curves[0].X.Count - 1;
        var rows = Math.Min(TableRows, last + 1);
        return Enumerable.Range(0, rows).Select(i => rows == 1 ? 0 : i * last / (rows - 1)).Distinct();
    }

    private string CellAt(CurveSummary curve, int i) => i >= curve.Mean.Count
        ? "–"
        : (measure with { Symbol = string.Empty }).Text(curve.Mean[i], curve.Lower.Cast<double?>().ElementAtOrDefault(i), curve.Upper.Cast<double?>().ElementAtOrDefault(i));

    private List<(double X, double Y)> Points(CurveSummary curve, IReadOnlyList<double> values) =>
        [.. curve.X.Zip(values, (x, y) => (across.At(x) * Width / 100, Y(y * measure.Factor)))];

    // At() clamps, and turns what is not finite into no number, which breaks a line.
    private double Y(double scaled) => Height * (1 - (up.At(scaled) / 100));

    private static string ArmOf(CurveSummary curve) => Split(curve.Name).Arm;

    /// <summary><c>testLoss</c> as <c>test loss</c>.</summary>
    internal static string Readable(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 && char.IsLower(name[i - 1]) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));

    private static string Plural(string axis) => axis == "epoch" ? "epochs" : axis;
}

/// <summary>One colour and stroke an arm, the same in all plots of a report: the arms in the order in which they appear.</summary>
internal sealed class ArmColours
{
    // As many as the style sheet has.
    private const int Slots = 8;

    private readonly Dictionary<string, int> slots = [];

    public ArmColours(AuditResult result)
    {
        foreach (var curve in result.Claims.SelectMany(c => c.Readings).SelectMany(r => r.Curves))
        {
            slots.TryAdd(CurvePlot.Split(curve.Name).Arm, slots.Count % Slots);
        }
    }

    public string ClassOf(string arm) => $"arm-{slots[arm]}";
}
