using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>Section on how to read the page; Markdown has no signs and plots, so it has none.</summary>
internal sealed class GuideSection : IReportSection<AuditResult>
{
    public Markup Html(AuditResult subject, PageContext page) => Markup.Of($"""
        <details class="how"><summary>How to read this page</summary>
        <dl>{Markup.Each(Enum.GetValues<Verdict>(), Meaning)}</dl>
        <p>Differences are oriented: positive favours the claim. Intervals are 90 % paired-t intervals of the mean over
        runs, so that each end is a one-sided bound at 5 %; where a rule takes another, the plot’s key says which.
        “Fragile” marks a conclusion that an exact sign-flip test does not share, “on this test set only” one
        that falls once the test examples may vary as well, “unregistered n” a count of runs other than the one fixed
        beforehand.</p></details>

        """);

    public string Markdown(AuditResult subject) => string.Empty;

    private static Markup Meaning(Verdict verdict) =>
        Markup.Of($"<div><dt>{Badge.Of(verdict)}</dt><dd>{VerdictText.Meaning(verdict)}</dd></div>");
}
