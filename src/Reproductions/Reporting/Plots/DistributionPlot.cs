using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Plots;

/// <summary>The single runs of a claim's primary reading: a histogram, a stroke for every run, and the published figure among them.</summary>
internal sealed class DistributionPlot
{
    private const int Height = 132;
    private const int Top = 20;
    private const int Rug = 10;

    private readonly Measure measure;
    private readonly IReadOnlyList<double> values;
    private readonly double? published;
    private readonly Histogram histogram;
    private readonly Axis axis;
    private readonly string quantity;
    private readonly bool hasShare;

    private DistributionPlot(Measure measure, Judgement judgement, double? published)
    {
        this.measure = measure;
        values = [.. judgement.Values.Where(double.IsFinite).Select(v => v * measure.Factor)];
        this.published = published * measure.Factor;
        quantity = judgement.Quantity;
        hasShare = judgement.SingleRunShare is not null;
        histogram = Histogram.Of(values);
        axis = Axis.Over(histogram.Edges.Concat(new[] { this.published, measure.Signed ? 0 : null }.OfType<double>()), padding: 0.03);
    }

    /// <summary>The plot; empty where the reading has no single-run values, or where they were to be one and the same number.</summary>
    public static Markup Of(ClaimResult claim)
    {
        var whole = claim.Primary.Judgement;
        var judgement = whole.Values.Count > 0 ? whole : Measure.CoreOf(whole);
        return judgement.Kind != ClaimKind.Exact && judgement.Values.Any(double.IsFinite)
            ? new DistributionPlot(Measure.Of(claim.Published.Unit, whole), judgement, whole.PublishedMark ?? judgement.PublishedMark).Draw()
            : Markup.Empty;
    }

    private Markup Draw() => Markup.Of($"""
        <div class="distribution">
        <svg role="img" height="{Height + Rug + 4}"><title>Single runs: {quantity}</title><desc>{Description()}</desc>{Grid()}{(measure.Signed ? Marks.Upright("zero", axis.At(0)) : Markup.Empty)}<g class="bars">{Markup.Each(Enumerable.Range(0, histogram.Counts.Count), Bar)}</g><g class="rug">{Markup.Each(values, Stroke)}</g>{Published()}</svg>
        {Marks.AxisRow(axis, Marks.TitleOf(quantity, measure))}
        </div>
        {HtmlTable.Behind("Runs in each bin", HtmlTable.Of("Single runs by bin", ["from", "to", "runs"], histogram.Counts.Select((count, i) => new[] { Edge(i), Edge(i + 1), $"{count}" })))}
        """);

    private string Description() =>
        $"Histogram of {Words.Count(values.Count, "run")}, from {Print(values.Min())} to {Print(values.Max())}{(published is { } p ? $"; published: {Print(p)}" : string.Empty)}.";

    private Markup Grid()
    {
        var ticks = new Axis(0, histogram.Counts.Max()).Ticks(2).Values.Where(v => v > 0 && v == Math.Floor(v)).ToList();
        return Markup.Each(ticks, v => Markup.Of($"""<line class="grid" x1="0" x2="100%" y1="{Y(v)}" y2="{Y(v)}"/><text class="tick" x="0" y="{Y(v) - 3}">{Words.Count((int)v, "run")}</text>"""));
    }

    private Markup Bar(int bin)
    {
        var (left, right) = (axis.At(histogram.Edges[bin]), axis.At(histogram.Edges[bin + 1]));
        return histogram.Counts[bin] == 0
            ? Markup.Empty
            : Markup.Of($"""<rect x="{left}%" width="{right - left}%" y="{Y(histogram.Counts[bin])}" height="{Height - Y(histogram.Counts[bin])}"/>""");
    }

    // A run that would have shown the published effect is told from the others.
    private Markup Stroke(double value) => Markup.Of(
        $"""<line{(hasShare && value >= published ? Markup.Of($""" class="shows" """) : Markup.Empty)} x1="{axis.At(value)}%" x2="{axis.At(value)}%" y1="{Height + 2}" y2="{Height + 2 + Rug}"/>""");

    private Markup Published() => published is { } p
        ? Markup.Of($"""{Marks.Upright("published", axis.At(p))}{Marks.Beside("published-label", axis.At(p), 11, $"published {Print(p)}")}""")
        : Markup.Empty;

    private double Y(double count) => Height - ((Height - Top) * count / histogram.Counts.Max());

    private string Edge(int edge) => Print(histogram.Edges[edge]);

    private string Print(double scaled) => measure.Number(scaled / measure.Factor);
}
