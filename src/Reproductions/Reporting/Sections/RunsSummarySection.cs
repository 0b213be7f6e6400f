using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>Section with the number of claims per verdict, where given runs are judged.</summary>
internal sealed class RunsSummarySection : IReportSection<AuditResult>
{
    public Markup Html(AuditResult subject, PageContext page) =>
        Markup.Of($"""<p class="lead">{Text(subject)}</p>{"\n"}{SummarySection.Tally(subject)}""");

    public string Markdown(AuditResult subject) => $"{Text(subject)}\n";

    private static string Text(AuditResult result) =>
        $"{CountText.Of(result.Claims.Count, "claim")}, judged by up to "
            + $"{CountText.Of(result.Claims.Max(c => c.Primary.N), "run")} each. The runs are taken as they were "
            + "given; a run whose figure is not finite counts as diverged.";
}
