using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>Section on how to read the page; Markdown has no signs and plots, so it has none.</summary>
/// <param name="without">Verdicts that the page cannot have.</param>
internal sealed class GuideSection(params IReadOnlyList<Verdict> without) : IReportSection<AuditResult>
{
    public Markup Html(AuditResult subject, PageContext page) => Markup.Of($"""
        <details class="how"><summary>How to read this page</summary>
        <dl>{Markup.Each(Enum.GetValues<Verdict>().Except(without), Meaning)}</dl>
        <p>Differences are oriented: positive favours the claim. Each end of an interval is a one-sided bound at 2.5 %
        over all registered looks together, hence further out at an early one; it is the wider of Student’s and Hall’s
        skewness-corrected interval, and where the test examples can vary it varies them too. “Seeds only” marks a
        verdict for which they cannot, “on this test set alone” what these examples by themselves would say, “fragile”
        a conclusion that an exact sign-flip test does not share, “near its margin” one that fewer than nine in ten
        audits with other seeds would repeat, “unregistered n” a count of runs other than those fixed beforehand.</p>
        </details>

        """);

    public string Markdown(AuditResult subject) => string.Empty;

    private static Markup Meaning(Verdict verdict) =>
        Markup.Of($"<div><dt>{Badge.Of(verdict)}</dt><dd>{VerdictText.Meaning(verdict)}</dd></div>");
}
