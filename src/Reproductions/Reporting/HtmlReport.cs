using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting.Html;
using Pruning.Reproductions.Reporting.Plots;

namespace Pruning.Reproductions.Reporting;

/// <summary>
/// <c>index.html</c>: one self-contained page, well-formed as XML, without script and without any reference outside itself. It is read
/// on a screen or a phone, in light or dark, and on paper.
/// </summary>
public static class HtmlReport
{
    public static string Render(AuditResult result)
    {
        var anchors = Anchors(result.Claims);
        var colours = new ArmColours(result);
        var page = Markup.Of($"""
            <html lang="en"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><meta name="color-scheme" content="light dark"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
            <title>Audit of published pruning claims</title><style>
            {Style.Sheet}</style></head><body>
            {Badge.Definitions}<header id="top"><p class="eyebrow">Replication audit</p><h1>Published claims about pruning, run again</h1>
            <p class="lead">{Summary(result)}</p>{Tally(result)}</header>
            <main>
            <nav aria-label="Verdicts by document">{Markup.Each(result.Claims.GroupBy(c => c.Document), d => VerdictsOf(d, anchors))}</nav>
            {HowToRead()}{Markup.Each(result.Claims, c => new ClaimSection(c, anchors[c], colours).Render())}
            </main>
            <footer><h2>Where it ran</h2><dl class="environment">{Markup.Each(result.Environment, e => Markup.Of($"<div><dt>{e.Key}</dt><dd>{e.Value}</dd></div>"))}</dl></footer>
            </body></html>
            """);
        return $"<!DOCTYPE html>\n{page}\n";
    }

    private static string Summary(AuditResult result)
    {
        var runs = result.Claims.SelectMany(c => c.Readings).Select(r => r.N).DefaultIfEmpty(0).Max();
        var documents = result.Claims.Select(c => c.Document).Distinct().Count();
        return $"{Words.Count(result.Claims.Count, "claim")} of {Words.Count(documents, "document")}, {Words.Count(result.Claims.Sum(c => c.Readings.Count), "reading")}, "
            + $"up to {Words.Count(runs, "run")} each. A claim’s verdict is that of its primary reading: what the text says, taken at its word.";
    }

    private static Markup Tally(AuditResult result) => Markup.Of($"""
        <ul class="tally">{Markup.Each(
            result.Claims.GroupBy(c => c.Verdict).OrderByDescending(g => g.Count()),
            g => Markup.Of($"""<li>{Badge.Of(g.Key, $"{g.Count()} {Words.Of(g.Key)}")}</li>"""))}</ul>
        """);

    private static Markup VerdictsOf(IGrouping<string, ClaimResult> document, IReadOnlyDictionary<ClaimResult, string> anchors) => Markup.Of($"""
        <table class="verdicts"><caption>{document.First().DocumentTitle}</caption><thead><tr><th scope="col">Claim</th><th scope="col">Published</th><th scope="col">Measured</th><th scope="col">n</th><th scope="col">Verdict</th><th scope="col">Same in readings</th></tr></thead><tbody>
        {Markup.Each(document, c => RowOf(c, VerdictTable.RowOf(c), anchors[c]))}</tbody></table>

        """);

    private static Markup RowOf(ClaimResult claim, VerdictRow row, string anchor) => Markup.Of($"""
        <tr><th scope="row"><a href="#{anchor}">{NameOf(claim)}</a><span class="statement">{row.Statement}</span></th><td data-label="Published">{row.Published}</td><td data-label="Measured">{row.Measured}</td><td data-label="n">{row.N}</td><td data-label="Verdict">{Badge.Of(claim.Primary)}</td><td data-label="Same in readings">{row.Readings}</td></tr>

        """);

    // Under its document's heading a claim needs no prefix.
    private static string NameOf(ClaimResult claim) =>
        claim.Id.StartsWith(claim.Document + "/", StringComparison.Ordinal) ? claim.Id[(claim.Document.Length + 1)..] : claim.Id;

    private static Markup HowToRead() => Markup.Of($"""
        <details class="how"><summary>How to read this page</summary><dl>{Markup.Each(
            Enum.GetValues<Verdict>(), v => Markup.Of($"<div><dt>{Badge.Of(v)}</dt><dd>{Words.Meaning(v)}</dd></div>"))}</dl>
        <p>Differences are oriented: positive favours the claim. Intervals are 90 % paired-t intervals of the mean over runs, so that each end is a one-sided bound at 5 %;
        a point claim shows where 95 % of single runs are expected instead. “Fragile” marks a conclusion that an exact sign-flip test does not share, “on this test set only” one
        that falls once the test examples may vary as well, “unregistered n” a count of runs other than the one fixed beforehand.</p></details>

        """);

    // A claim's id made fit for an address within the page, and unlike every other claim's.
    private static Dictionary<ClaimResult, string> Anchors(IReadOnlyList<ClaimResult> claims)
    {
        var taken = new HashSet<string>();
        var anchors = new Dictionary<ClaimResult, string>(ReferenceEqualityComparer.Instance);
        foreach (var claim in claims)
        {
            var name = "claim-" + string.Concat(claim.Id.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));
            var anchor = name;
            for (var i = 2; !taken.Add(anchor); i++)
            {
                anchor = $"{name}-{i}";
            }

            anchors.TryAdd(claim, anchor);
        }

        return anchors;
    }
}
