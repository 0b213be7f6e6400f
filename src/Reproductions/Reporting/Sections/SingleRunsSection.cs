using Pruning.Reproductions.Reporting.Html;
using Pruning.Reproductions.Reporting.Plots;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>Section on what single runs of the primary reading show.</summary>
internal sealed class SingleRunsSection : IReportSection<ClaimResult>
{
    public Markup Html(ClaimResult subject, PageContext page)
    {
        var plot = DistributionPlot.Of(subject);
        var sentence = FigureText.SingleRuns(subject.Primary.Judgement) is { } text
            ? Markup.Of($"<p>{text}</p>")
            : Markup.Empty;
        return plot.IsEmpty
            ? Markup.Empty
            : HtmlTable.Under("What a single run would have shown", Markup.Of($"{sentence}{plot}"));
    }

    public string Markdown(ClaimResult subject) => FigureText.SingleRuns(subject.Primary.Judgement) is { } text
        ? $"{MarkdownText.Escape(text)}\n"
        : string.Empty;
}
