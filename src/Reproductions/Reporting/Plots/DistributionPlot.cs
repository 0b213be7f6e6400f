using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Plots;

/// <summary>
/// Plot of the single runs of a claim's primary reading: a histogram, a stroke per run, coloured if the run shows as
/// much as published, and the published figure.
/// </summary>
internal sealed class DistributionPlot
{
    private const int Height = 132;
    private const int Top = 20;
    private const int Rug = 10;

    /// <summary>Most runs that have a stroke each; more would be a solid bar, and a page too large to open.</summary>
    public const int MostStrokes = 2000;

    private readonly Judgement judgement;
    private readonly SingleRuns single;

    private DistributionPlot(Judgement judgement, SingleRuns single)
    {
        this.judgement = judgement;
        this.single = single;
    }

    private bool HasStrokes => single.Runs.Count <= MostStrokes;

    private IEnumerable<int> Bins => Enumerable.Range(0, single.Histogram.Counts.Count);

    /// <summary>The plot; empty where the reading has no single-run values or its figure is exact.</summary>
    public static Markup Of(ClaimResult claim) => SingleRuns.Of(claim) is { } single
        ? new DistributionPlot(claim.Primary.Judgement, single).Draw()
        : Markup.Empty;

    private Markup Draw() => Markup.Of($"""
        <div class="distribution">
        <div class="drawing"><svg role="img" height="{Height + Rug + 4}">
        <title>Single runs: {judgement.Quantity}</title>
        <desc>{Description()}</desc>{Grid()}{Zero()}
        <g class="bars{(HasStrokes ? string.Empty : " marks")}">{Markup.Each(Bins, Bar)}</g>
        <g class="rug marks">{Markup.Each(HasStrokes ? single.Runs : [], Stroke)}</g>{Published()}</svg></div>
        {PlotElements.AxisRow(single.Axis, PlotElements.TitleOf(judgement.Quantity, single.Format))}
        </div>{Key()}
        {HtmlTable.Behind("Runs in each bin", BinTable())}
        """);

    private string Description()
    {
        var values = single.Runs.Select(r => r.Value).ToList();
        var count = CountText.Of(single.Runs.Count, "run");
        var range = $"Histogram of {count}, from {single.Print(values.Min())} to {single.Print(values.Max())}";
        var mark = single.Published is { } p ? $"; published: {single.Print(p)}" : string.Empty;
        var showing = judgement.Showing is null ? string.Empty : $"; {single.Runs.Count(r => r.Shows)} show as much";
        return $"{range}{mark}{showing}.";
    }

    private Markup Key() => judgement.Showing is null || !HasStrokes
        ? Markup.Empty
        : Markup.Of($"""
            <p class="key">Strokes: single runs. Coloured: those that {judgement.Presentation.SingleRuns}
            ({single.Runs.Count(r => r.Shows)} of {judgement.N}).</p>
            """);

    private Markup BinTable() => HtmlTable.Of(
        "Single runs by bin",
        ["from", "to", "runs"],
        single.Histogram.Counts.Select((count, i) => new[] { Edge(i), Edge(i + 1), $"{count}" }));

    private Markup Grid()
    {
        var ticks = new Axis(0, single.Histogram.Counts.Max()).Ticks(2).Values;
        return Markup.Each(ticks.Where(v => v > 0 && v == Math.Floor(v)), v =>
        {
            var label = Markup.Of($"""<text class="tick" x="0" y="{Y(v) - 3}">{CountText.Of((int)v, "run")}</text>""");
            return Markup.Of($"""<line class="grid" x1="0" x2="100%" y1="{Y(v)}" y2="{Y(v)}"/>{label}""");
        });
    }

    private Markup Zero() => single.Format.Signed ? PlotElements.Upright("zero", single.Axis.At(0)) : Markup.Empty;

    private Markup Bar(int bin)
    {
        var edges = single.Histogram.Edges;
        var (left, right) = (single.Axis.At(edges[bin]), single.Axis.At(edges[bin + 1]));
        var y = Y(single.Histogram.Counts[bin]);
        return single.Histogram.Counts[bin] == 0
            ? Markup.Empty
            : Markup.Of($"""
                <rect x="{left}%" width="{right - left}%" y="{y}" height="{Height - y}">
                <title>{NameOf(bin)}</title></rect>
                """);
    }

    private string NameOf(int bin) => $"{CountText.Of(single.Histogram.Counts[bin], "run")} from {Edge(bin)} to "
        + single.Format.Text(single.Histogram.Edges[bin + 1] / single.Format.Factor);

    private Markup Stroke((double Value, bool Shows, int? Seed) run)
    {
        var kind = run.Shows ? Markup.Of($""" class="shows" """) : Markup.Of($" ");
        var at = single.Axis.At(run.Value);
        var name = (run.Seed is { } seed ? $"seed {seed}: " : "one run: ")
            + single.Format.Text(run.Value / single.Format.Factor);
        return Markup.Of($"""
            <line{kind}x1="{at}%" x2="{at}%" y1="{Height + 2}" y2="{Height + 2 + Rug}"><title>{name}</title></line>
            """);
    }

    private Markup Published()
    {
        if (single.Published is not { } mark)
        {
            return Markup.Empty;
        }

        var label = PlotElements.Beside("published-label", single.Axis.At(mark), 11, $"published {single.Print(mark)}");
        return Markup.Of($"{PlotElements.Upright("published", single.Axis.At(mark))}{label}");
    }

    private double Y(double count) => Height - ((Height - Top) * count / single.Histogram.Counts.Max());

    private string Edge(int edge) => single.Print(single.Histogram.Edges[edge]);
}
