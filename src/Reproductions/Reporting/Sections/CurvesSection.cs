using Pruning.Reproductions.Reporting.Html;
using Pruning.Reproductions.Reporting.Plots;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>Section with the curves and the trade-off of the primary reading; only on the page.</summary>
internal sealed class CurvesSection : IReportSection<ClaimResult>
{
    public Markup Html(ClaimResult subject, PageContext page)
    {
        var plots = CurvePlot.Of(subject, page.Colours);
        if (plots.IsEmpty)
        {
            return Markup.Empty;
        }

        var key = $"Line: mean over {CountText.Of(subject.Primary.N, "run")}; band: the middle 90 % of single runs; "
            + "faint lines: single runs.";
        return HtmlTable.Under("Curves of the primary reading", Markup.Of(
            $"""<p class="key">{key}</p>{plots}{TradeOffPlot.Of(subject, page.Colours)}"""));
    }

    public string Markdown(ClaimResult subject) => string.Empty;
}
