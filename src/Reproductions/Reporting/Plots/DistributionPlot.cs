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
    private const int MostStrokes = 2000;

    private readonly FigureFormat format;
    private readonly Judgement judgement;
    private readonly IReadOnlyList<(double Value, bool Shows, int? Seed)> runs;
    private readonly double? published;
    private readonly Histogram histogram;
    private readonly Axis axis;

    private DistributionPlot(FigureFormat format, ReadingResult reading)
    {
        this.format = format;
        judgement = reading.Judgement;
        var showing = (judgement.Showing ?? []).ToHashSet();
        var seeds = RunSeeds.Of(reading);
        runs = [.. judgement.Values.Select((v, i) => (Value: v * format.Factor, showing.Contains(i), seeds?[i]))
            .Where(run => double.IsFinite(run.Value)).OrderBy(run => run.Value)];
        published = judgement.PublishedMark * format.Factor;
        histogram = Histogram.Of([.. runs.Select(r => r.Value)]);
        double?[] also = [published, format.Signed ? 0 : null];
        axis = Axis.Over(histogram.Edges.Concat(also.OfType<double>()), padding: 0.03);
    }

    private bool HasStrokes => runs.Count <= MostStrokes;

    private IEnumerable<int> Bins => Enumerable.Range(0, histogram.Counts.Count);

    /// <summary>The plot; empty where the reading has no single-run values or its figure is exact.</summary>
    public static Markup Of(ClaimResult claim)
    {
        var primary = claim.Primary.Judgement;
        var printed = FigureFormat.Of(claim.Published.Unit, primary);
        var hasValue = primary.Values.Any(v => double.IsFinite(v * printed.Factor));
        return primary.Presentation.Interval is not null && hasValue
            ? new DistributionPlot(printed, claim.Primary).Draw()
            : Markup.Empty;
    }

    private Markup Draw() => Markup.Of($"""
        <div class="distribution">
        <div class="drawing"><svg role="img" height="{Height + Rug + 4}">
        <title>Single runs: {judgement.Quantity}</title>
        <desc>{Description()}</desc>{Grid()}{Zero()}
        <g class="bars{(HasStrokes ? string.Empty : " marks")}">{Markup.Each(Bins, Bar)}</g>
        <g class="rug marks">{Markup.Each(HasStrokes ? runs : [], Stroke)}</g>{Published()}</svg></div>
        {PlotElements.AxisRow(axis, PlotElements.TitleOf(judgement.Quantity, format))}
        </div>{Key()}
        {HtmlTable.Behind("Runs in each bin", BinTable())}
        """);

    private string Description()
    {
        var values = runs.Select(r => r.Value).ToList();
        var count = CountText.Of(runs.Count, "run");
        var range = $"Histogram of {count}, from {Print(values.Min())} to {Print(values.Max())}";
        var mark = published is { } p ? $"; published: {Print(p)}" : string.Empty;
        var showing = judgement.Showing is null ? string.Empty : $"; {runs.Count(r => r.Shows)} show as much";
        return $"{range}{mark}{showing}.";
    }

    private Markup Key() => judgement.Showing is null || !HasStrokes
        ? Markup.Empty
        : Markup.Of($"""
            <p class="key">Strokes: single runs. Coloured: those that {judgement.Presentation.SingleRuns}
            ({runs.Count(r => r.Shows)} of {judgement.N}).</p>
            """);

    private Markup BinTable() => HtmlTable.Of(
        "Single runs by bin",
        ["from", "to", "runs"],
        histogram.Counts.Select((count, i) => new[] { Edge(i), Edge(i + 1), $"{count}" }));

    private Markup Grid()
    {
        var ticks = new Axis(0, histogram.Counts.Max()).Ticks(2).Values;
        return Markup.Each(ticks.Where(v => v > 0 && v == Math.Floor(v)), v =>
        {
            var label = Markup.Of($"""<text class="tick" x="0" y="{Y(v) - 3}">{CountText.Of((int)v, "run")}</text>""");
            return Markup.Of($"""<line class="grid" x1="0" x2="100%" y1="{Y(v)}" y2="{Y(v)}"/>{label}""");
        });
    }

    private Markup Zero() => format.Signed ? PlotElements.Upright("zero", axis.At(0)) : Markup.Empty;

    private Markup Bar(int bin)
    {
        var (left, right) = (axis.At(histogram.Edges[bin]), axis.At(histogram.Edges[bin + 1]));
        var y = Y(histogram.Counts[bin]);
        return histogram.Counts[bin] == 0
            ? Markup.Empty
            : Markup.Of($"""
                <rect x="{left}%" width="{right - left}%" y="{y}" height="{Height - y}">
                <title>{NameOf(bin)}</title></rect>
                """);
    }

    private string NameOf(int bin) => $"{CountText.Of(histogram.Counts[bin], "run")} from {Edge(bin)} to "
        + format.Text(histogram.Edges[bin + 1] / format.Factor);

    private Markup Stroke((double Value, bool Shows, int? Seed) run)
    {
        var kind = run.Shows ? Markup.Of($""" class="shows" """) : Markup.Of($" ");
        var at = axis.At(run.Value);
        var name = (run.Seed is { } seed ? $"seed {seed}: " : "one run: ") + format.Text(run.Value / format.Factor);
        return Markup.Of($"""
            <line{kind}x1="{at}%" x2="{at}%" y1="{Height + 2}" y2="{Height + 2 + Rug}"><title>{name}</title></line>
            """);
    }

    private Markup Published()
    {
        if (published is not { } mark)
        {
            return Markup.Empty;
        }

        var label = PlotElements.Beside("published-label", axis.At(mark), 11, $"published {Print(mark)}");
        return Markup.Of($"{PlotElements.Upright("published", axis.At(mark))}{label}");
    }

    private double Y(double count) => Height - ((Height - Top) * count / histogram.Counts.Max());

    private string Edge(int edge) => Print(histogram.Edges[edge]);

    private string Print(double scaled) => format.Number(scaled / format.Factor);
}
