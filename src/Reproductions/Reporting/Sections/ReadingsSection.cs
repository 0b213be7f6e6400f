using Pruning.Reproductions.Reporting.Html;
using Pruning.Reproductions.Reporting.Plots;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>Section that compares the readings, with all their figures.</summary>
internal sealed class ReadingsSection : IReportSection<ClaimResult>
{
    private static readonly string[] Heads =
    [
        "n", "Estimate", "Lower", "Upper", "Crossed", "SD", "Margin", "p", "p, sign flips", "p, Holm",
        "Single runs showing it", "Verdict",
    ];

    public Markup Html(ClaimResult subject, PageContext page)
    {
        // A single reading of an exact figure adds nothing to its checks.
        var parts = subject.Primary.Judgement.Parts;
        if (!subject.Readings.Any(ReadingText.WasRun))
        {
            return Markup.Empty;
        }

        if (subject.Readings.Count == 1 && parts.Count > 0 && parts.All(p => p.Presentation.Interval is null))
        {
            return Markup.Empty;
        }

        var plot = ForestPlot.Of(subject);
        var all = Figures(subject, "Every reading’s figures");
        var figures = plot.IsEmpty ? all : HtmlTable.Behind("All figures of the readings", all);
        var title = subject.Readings.Count == 1
            ? "The one reading"
            : $"The {subject.Readings.Count} readings side by side";
        return HtmlTable.Under(title, Markup.Of($"{Choices(subject)}{plot}{figures}"));
    }

    public string Markdown(ClaimResult subject)
    {
        if (!subject.Readings.Any(ReadingText.WasRun))
        {
            return string.Empty;
        }

        var rows = subject.Readings.Select(reading => new[]
        {
            ReadingText.NameOf(reading, subject),
            FigureText.Measured(subject, reading.Judgement),
            ReadingText.Replicates(reading),
            VerdictText.Of(reading),
        });
        return "| Reading | Measured | n | Verdict |\n| --- | --- | --: | --- |\n"
            + string.Concat(rows.Select(cells => MarkdownText.Row(cells.Select(MarkdownText.Escape))));
    }

    /// <summary>A table with all figures of a claim's readings.</summary>
    /// <param name="each">What a row is.</param>
    public static Markup Figures(ClaimResult claim, string caption, string each = "Reading") =>
        HtmlTable.Of(caption, [each, .. Heads], claim.Readings.Select(r => Row(r, claim)));

    private static Markup Choices(ClaimResult claim)
    {
        if (claim.Primary.Choices.Count == 0)
        {
            return Markup.Empty;
        }

        var choices = string.Join(" · ", claim.Primary.Choices.Select(c => $"{c.Key} = {c.Value}"));
        var others = claim.Readings.Count > 1 ? " The others change only what they name." : string.Empty;
        return Markup.Of($"""<p class="key">Primary: {choices}.{others}</p>""");
    }

    private static Markup[] Row(ReadingResult reading, ClaimResult claim)
    {
        var of = reading.Judgement;
        var format = FigureFormat.Of(claim.Published.Unit, of) with { Symbol = string.Empty };
        var unsigned = format with { Signed = false };
        var crossed = of.CrossedLower is { } l && of.CrossedUpper is { } u
            ? $"[{format.Number(l)}, {format.Number(u)}]"
            : "–";
        var share = of.SingleRunShare is { } s
            ? FigureText.Share(s, of.SingleRunShareLower, of.SingleRunShareUpper)
            : "–";
        return
        [
            FigureCells.Text(ReadingText.NameOf(reading, claim)),
            FigureCells.Text(ReadingText.Replicates(reading)),
            FigureCells.Number(of.Estimate, format),
            FigureCells.Number(of.Lower, format),
            FigureCells.Number(of.Upper, format),
            FigureCells.Text(crossed),
            FigureCells.Number(of.Sd, unsigned),
            FigureCells.Number(of.Margin, unsigned),
            FigureCells.Probability(of.PValue),
            FigureCells.Probability(of.PFlip),
            FigureCells.Probability(of.PHolm),
            FigureCells.Text(share),
            Badge.Of(reading),
        ];
    }
}
