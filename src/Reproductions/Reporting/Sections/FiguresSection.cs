using Pruning.Reproductions.Reporting.Html;
using Pruning.Reproductions.Reporting.Plots;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>Section with the interval of a claim of one reading, and all its figures; only on the page.</summary>
internal sealed class FiguresSection : IReportSection<ClaimResult>
{
    public Markup Html(ClaimResult subject, PageContext page)
    {
        var plot = ForestPlot.Of(subject);
        return plot.IsEmpty
            ? Markup.Empty
            : HtmlTable.Under("The interval", Markup.Of(
                $"{plot}{HtmlTable.Behind("All figures", ReadingsSection.Figures(subject, "All figures", "Runs"))}"));
    }

    public string Markdown(ClaimResult subject) => string.Empty;
}
