using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting.Plots;
using Pruning.Reproductions.Studies;

namespace Pruning.Reproductions.Reporting.Html;

/// <summary>A claim on the page: what is claimed, what came out, and the evidence for it.</summary>
internal sealed class ClaimSection(ClaimResult claim, string anchor, ArmColours colours)
{
    private static readonly string[] FigureHeads =
        ["Reading", "n", "Estimate", "Lower", "Upper", "Crossed", "SD", "Margin", "p", "p, sign flips", "p, Holm", "Single runs showing it", "Verdict"];

    private static readonly string[] PartHeads = ["Quantity", "Rule", "Measured", "Margin", "p", "Verdict"];

    private readonly Judgement judgement = claim.Primary.Judgement;

    public Markup Render() => Markup.Of($"""
        <section class="claim" id="{anchor}" aria-labelledby="{anchor}-title">
        <p class="eyebrow"><code>{claim.Id}</code> <span>{claim.DocumentTitle}, {claim.Section}</span> <a class="up" href="#top">to the table</a></p>
        <h2 id="{anchor}-title">{claim.Statement}</h2>
        <dl class="facts"><div><dt>Published</dt><dd>{Words.PublishedText(claim)}</dd></div><div><dt>Measured</dt><dd>{Words.MeasuredText(claim, judgement)}</dd></div><div><dt>Verdict ({Words.Of(claim.Kind)})</dt><dd>{Badge.Of(claim.Primary)}</dd></div></dl>
        <p class="finding">{Finding.Of(claim)}</p>
        {Answers()}{Notes()}{Parts()}{Readings()}{Distribution()}{Curves()}{Exhibits()}
        </section>

        """);

    private Markup Answers() => Markup.Each(Words.Answers(claim), a => Markup.Of($"""<p class="answer"><b>Reading {a.Reading}:</b> {a.Sentence}</p>"""));

    private Markup Notes() => judgement.Notes.Count == 0
        ? Markup.Empty
        : Markup.Of($"""<ul class="notes">{Markup.Each(judgement.Notes, n => Markup.Of($"<li>{n}</li>"))}</ul>""");

    private Markup Parts() => judgement switch
    {
        { Parts.Count: 0 } => Markup.Empty,
        { Kind: ClaimKind.Exact } => Under("Checks", HtmlTable.Of("Every one must hold", ["Quantity", "Found", "Expected", "Verdict"], judgement.Parts.Select(CheckRow))),
        { Kind: ClaimKind.Threshold } => Under("Levels", HtmlTable.Of("The primary reading, level by level", PartHeads, judgement.Parts.Select(PartRow))),
        _ => Under("Parts", HtmlTable.Of("The primary reading, part by part", PartHeads, judgement.Parts.Select(PartRow))),
    };

    private Markup[] CheckRow(Judgement check) =>
    [
        Text(check.Quantity), Text(Measure.OfPart(claim.Published.Unit, judgement, check).Text(check.Estimate, null, null)), Text(check.Expected ?? "–"), Badge.Of(check.Verdict),
    ];

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
        // One reading of an exact claim has nothing to add to its checks.
        if (judgement is { Kind: ClaimKind.Exact, Parts.Count: > 0 } && claim.Readings.Count == 1)
        {
            return Markup.Empty;
        }

        var plot = ForestPlot.Of(claim);
        var all = HtmlTable.Of("Every reading’s figures", FigureHeads, claim.Readings.Select(FigureRow));
        var figures = plot.IsEmpty ? all : HtmlTable.Behind("All figures of the readings", all);
        var title = claim.Readings.Count == 1 ? "The one reading" : $"The {claim.Readings.Count} readings side by side";
        return Under(title, Markup.Of($"{Choices()}{plot}{figures}"));
    }

    private Markup Choices() => claim.Primary.Choices.Count == 0
        ? Markup.Empty
        : Markup.Of($"""<p class="key">Primary: {string.Join(" · ", claim.Primary.Choices.Select(c => $"{c.Key} = {c.Value}"))}.{(claim.Readings.Count > 1 ? " The others change what they name." : string.Empty)}</p>""");

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
        var sentence = Words.SingleRuns(judgement) is { } text ? Markup.Of($"<p>{text}</p>") : Markup.Empty;
        return plot.IsEmpty ? Markup.Empty : Under("What a single run would have shown", Markup.Of($"{sentence}{plot}"));
    }

    private Markup Curves()
    {
        var plots = CurvePlot.Of(claim, colours);
        var key = $"Line: mean over {Words.Count(claim.Primary.N, "run")}; band: the middle 90 % of single runs; faint lines: single runs.";
        return plots.IsEmpty ? Markup.Empty : Under("Curves of the primary reading", Markup.Of($"""<p class="key">{key}</p>{plots}"""));
    }

    private Markup Exhibits()
    {
        var exhibits = ExhibitList.Of(claim);
        return exhibits.IsEmpty ? Markup.Empty : Under("Tables and pictures", exhibits);
    }

    private static Markup Under(string title, Markup content) => Markup.Of($"<h3>{title}</h3>\n{content}\n");

    private static Markup Text(string text) => Markup.Of($"{text}");

    private static Markup Number(double? value, Measure measure) => Text(value is { } v ? measure.Text(v) : "–");

    private static string Probability(double? p) => p switch
    {
        null => "–",
        < 0.0001 => "< 0.0001",
        { } value => value.ToString("F4"),
    };
}
