using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting.Plots;

namespace Pruning.Reproductions.Reporting.Html;

/// <summary>A claim on the page: what is claimed, what came out, and the evidence for it.</summary>
internal sealed class ClaimSection(ClaimResult claim, string anchor, ArmColours colours)
{
    private static readonly string[] FigureHeads =
        ["Reading", "n", "Estimate", "Lower", "Upper", "Crossed", "SD", "Margin", "p", "p, sign flips", "p, Holm", "Single runs showing it", "Verdict"];

    private readonly Judgement judgement = claim.Primary.Judgement;

    public Markup Render() => Markup.Of($"""
        <section class="claim" id="{anchor}" aria-labelledby="{anchor}-title">
        <p class="eyebrow"><code>{claim.Id}</code> <span>{claim.DocumentTitle}, {claim.Section}</span> <a class="up" href="#top">to the table</a></p>
        <h2 id="{anchor}-title">{claim.Statement}</h2>
        <dl class="facts"><div><dt>Published</dt><dd>{Words.PublishedText(claim)}</dd></div><div><dt>Measured</dt><dd>{Words.MeasuredText(claim, judgement)}</dd></div><div><dt>Verdict ({Words.Of(claim.Kind)})</dt><dd>{Badge.Of(claim.Primary)}</dd></div></dl>
        <p class="finding">{Finding.Of(claim)}</p>
        {Notes()}{Parts()}{Readings()}{Distribution()}{Curves()}
        </section>

        """);

    private Markup Notes() => judgement.Notes.Count == 0
        ? Markup.Empty
        : Markup.Of($"""<ul class="notes">{Markup.Each(judgement.Notes, n => Markup.Of($"<li>{n}</li>"))}</ul>""");

    private Markup Parts() => judgement.Parts.Count == 0 ? Markup.Empty : Markup.Of($"""
        <h3>{(judgement.Kind switch { ClaimKind.Threshold => "Levels", ClaimKind.Exact => "Checks", _ => "Parts" })}</h3>
        {HtmlTable.Of("The parts of the primary reading’s verdict", ["Quantity", "Rule", "Measured", judgement.Kind == ClaimKind.Exact ? "Expected" : "Margin", "p", "Verdict"], judgement.Parts.Select(PartRow))}

        """);

    private Markup[] PartRow(Judgement part, int index)
    {
        var measure = Measure.OfPart(claim.Published.Unit, judgement, part);
        var core = index == 0 && judgement.Kind == ClaimKind.Composite ? " (core)" : string.Empty;
        return
        [
            Text(part.Quantity), Text(Words.Of(part.Kind) + core), Text(measure.Text(part.Estimate, part.Lower, part.Upper)),
            part.Expected is { } expected ? Text(expected) : Number(part.Margin, measure with { Signed = false }), Text(Probability(part.PValue)), Badge.Of(part.Verdict),
        ];
    }

    private Markup Readings()
    {
        var plot = ForestPlot.Of(claim);
        var all = HtmlTable.Of("Every reading’s figures", FigureHeads, claim.Readings.Select(FigureRow));
        var figures = plot.IsEmpty ? all : HtmlTable.Behind("All figures of the readings", all);
        return Markup.Of($"""
            <h3>{(claim.Readings.Count == 1 ? "The one reading" : $"The {claim.Readings.Count} readings side by side")}</h3>
            {Choices()}{plot}{figures}

            """);
    }

    private Markup Choices() => claim.Primary.Choices.Count == 0
        ? Markup.Empty
        : Markup.Of($"""<p class="key">Primary: {string.Join(" · ", claim.Primary.Choices.Select(c => $"{c.Key} = {c.Value}"))}. The others change what they name.</p>""");

    private Markup[] FigureRow(ReadingResult reading)
    {
        var of = reading.Judgement;
        var measure = Measure.Of(claim.Published.Unit, of) with { Symbol = string.Empty };
        var crossed = of.CrossedLower is { } l && of.CrossedUpper is { } u ? $"[{measure.Number(l)}, {measure.Number(u)}]" : "–";
        return
        [
            Text(Words.NameOf(reading, claim)), Text($"{reading.N}"), Number(of.Estimate, measure), Number(of.Lower, measure), Number(of.Upper, measure), Text(crossed),
            Number(of.Sd, measure with { Signed = false }), Number(of.Margin, measure with { Signed = false }), Text(Probability(of.PValue)),
            Text(Probability(of.PFlip)), Text(Probability(of.PHolm)),
            Text(of.SingleRunShare is { } share ? Words.Share(share, of.SingleRunShareLower, of.SingleRunShareUpper) : "–"), Badge.Of(reading),
        ];
    }

    private Markup Distribution()
    {
        var plot = DistributionPlot.Of(claim);
        return plot.IsEmpty ? Markup.Empty : Markup.Of($"""
            <h3>What a single run would have shown</h3>
            {(Words.SingleRuns(judgement) is { } sentence ? Markup.Of($"<p>{sentence}</p>") : Markup.Empty)}{plot}

            """);
    }

    private Markup Curves()
    {
        var plots = CurvePlot.Of(claim, colours);
        return plots.IsEmpty ? Markup.Empty : Markup.Of($"""
            <h3>Curves of the primary reading</h3>
            <p class="key">Line: mean over {Words.Count(claim.Primary.N, "run")}; band: the middle 90 % of single runs; faint lines: single runs.</p>
            {plots}

            """);
    }

    private static Markup Text(string text) => Markup.Of($"{text}");

    private static Markup Number(double? value, Measure measure) => Text(value is { } v ? measure.Text(v) : "–");

    private static string Probability(double? p) => p switch
    {
        null => "–",
        < 0.0001 => "< 0.0001",
        { } value => value.ToString("F4"),
    };
}
