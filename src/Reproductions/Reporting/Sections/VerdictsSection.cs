using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>Section with one table of verdicts per document.</summary>
/// <param name="readings">Whether it says in how many readings a claim's verdict is the same.</param>
internal sealed class VerdictsSection(bool readings = true) : IReportSection<AuditResult>
{
    private readonly string[] heads =
        ["Claim", "Published", "Measured", "n", "Verdict", .. readings ? ["Same in readings"] : Array.Empty<string>()];

    public Markup Html(AuditResult subject, PageContext page) => Markup.Of($"""
        <nav aria-label="Verdicts by document">{Markup.Each(ByDocument(subject), d => Table(d, page))}</nav>

        """);

    public string Markdown(AuditResult subject) => string.Join('\n', ByDocument(subject).Select(document =>
    {
        var title = MarkdownText.Escape(document.First().DocumentTitle);
        return $"## {title}\n\n{VerdictTable.Markdown(document.Select(VerdictTable.RowOf), readings)}";
    }));

    private static IEnumerable<IGrouping<string, ClaimResult>> ByDocument(AuditResult result) =>
        result.Claims.GroupBy(c => c.Document);

    private Markup Table(IGrouping<string, ClaimResult> document, PageContext page) => Markup.Of($"""
        <table class="verdicts"><caption>{document.First().DocumentTitle}</caption>
        <thead><tr>{Markup.Each(heads, h => Markup.Of($"""<th scope="col">{h}</th>"""))}</tr></thead><tbody>
        {Markup.Each(document, c => Row(c, VerdictTable.RowOf(c), page.AnchorOf(c)))}</tbody></table>

        """);

    private Markup Row(ClaimResult claim, VerdictRow row, string anchor)
    {
        Markup[] cells =
        [
            Markup.Of($"{row.Published}"),
            Markup.Of($"{row.Measured}"),
            Markup.Of($"{row.N}"),
            Markup.Of($"{Badge.Of(claim)}{(row.Earlier is { } earlier ? EarlierSection.Mark(earlier) : Markup.Empty)}"),
            Markup.Of($"{row.Readings}"),
        ];
        var labelled = heads.Skip(1).Zip(cells);
        return Markup.Of($"""
            <tr><th scope="row"><a href="#{anchor}">{NameOf(claim)}</a>
            <span class="statement">{row.Statement}</span></th>
            {Markup.Each(labelled, c => Markup.Of($"""<td data-label="{c.First}">{c.Second}</td>"""))}</tr>

            """);
    }

    // Under its document's heading a claim's name needs no prefix.
    private static string NameOf(ClaimResult claim) =>
        claim.Id.StartsWith(claim.Document + "/", StringComparison.Ordinal)
            ? claim.Id[(claim.Document.Length + 1)..]
            : claim.Id;
}
