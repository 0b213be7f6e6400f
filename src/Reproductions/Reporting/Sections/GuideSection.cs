using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>Section on how to read the page; Markdown has no signs and plots, so it has none.</summary>
/// <param name="ofRuns">Whether the page is on given runs, which have neither readings nor earlier audits.</param>
internal sealed class GuideSection(bool ofRuns = false) : IReportSection<AuditResult>
{
    private const string Audit =
        "“First look only” marks a claim that is open after its first look, while further ones are registered; audit "
        + "--long takes them. What stands beside a verdict behind a dotted line, “from an earlier audit”, was accepted "
        + "then and was not measured here.";

    private const string Runs =
        "“Unpaired” marks arms whose runs have no seeds in common: the interval is Welch’s, and there are no signs to "
        + "flip. “First look only” and “further looks registered” mark a claim that is open at the last look that the "
        + "given runs reach.";

    private static readonly Verdict[] NotOfRuns = [Verdict.HangsOn, Verdict.NotRun];

    public Markup Html(AuditResult subject, PageContext page) => Markup.Of($"""
        <details class="how"><summary>How to read this page</summary>
        <dl>{Markup.Each(Enum.GetValues<Verdict>().Except(ofRuns ? NotOfRuns : []), Meaning)}</dl>
        <p>Differences are oriented: positive favours the claim. Each end of an interval is a one-sided bound at 2.5 %
        over all registered looks together, hence further out at an early one; it is the wider of Student’s and Hall’s
        skewness-corrected interval, and where the test examples can vary it varies them too. “Seeds only” marks a
        verdict for which they cannot, “on this test set alone” what these examples by themselves would say, “fragile”
        a conclusion that an exact sign-flip test does not share, “near its margin” one that fewer than nine in ten
        audits with other seeds would repeat, “unregistered n” a count of runs other than those fixed beforehand.
        {(ofRuns ? Runs : Audit)}</p>
        </details>

        """);

    public string Markdown(AuditResult subject) => string.Empty;

    private static Markup Meaning(Verdict verdict) =>
        Markup.Of($"<div><dt>{Badge.Of(verdict)}</dt><dd>{VerdictText.Meaning(verdict)}</dd></div>");
}
