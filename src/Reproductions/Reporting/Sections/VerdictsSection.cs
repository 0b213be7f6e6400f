using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>Section with one table of verdicts per document.</summary>
/// <param name="readings">Whether it says in how many readings a claim's verdict is the same.</param>
internal sealed class VerdictsSection(bool readings = true) : IReportSection<AuditResult>
{
    private readonly string[] heads =
        ["Claim", "Published", "Measured", "n", "Verdict", .. readings ? ["Same in readings"] : Array.Empty<string>()];

    public Markup Html(AuditResult subject, PageContext page) => Markup.Of($"""
        <nav aria-label="Verdicts by document">{Filter(subject)}
        {Markup.Each(ByDocument(subject), d => Table(d, page))}</nav>

        """);

    public string Markdown(AuditResult subject) => string.Join('\n', ByDocument(subject).Select(document =>
    {
        var title = MarkdownText.Escape(document.First().DocumentTitle);
        return $"## {title}\n\n{VerdictTable.Markdown(document.Select(VerdictTable.RowOf), readings)}";
    }));

    private static Markup Filter(AuditResult result) => FilterForm.Of("Verdict",
        SummarySection.Counts(result).Select(c => (VerdictText.Of(c.Verdict), c.Count)));

    private static IEnumerable<IGrouping<string, ClaimResult>> ByDocument(AuditResult result) =>
        result.Claims.GroupBy(c => c.Document);

    private Markup Table(IGrouping<string, ClaimResult> document, PageContext page) => Markup.Of($"""
        <table class="verdicts"><caption>{document.First().DocumentTitle}</caption>
        <thead><tr>{Markup.Each(heads, h => Markup.Of($"""<th scope="col">{h}</th>"""))}</tr></thead><tbody>
        {Markup.Each(document, c => Row(c, VerdictTable.RowOf(c), page.AnchorOf(c)))}</tbody></table>

        """);

    private Markup Row(ClaimResult claim, VerdictRow row, string anchor)
    {
        var verdict = Markup.Of(
            $"{Badge.Of(claim)}{(row.Earlier is { } earlier ? EarlierSection.Mark(earlier) : Markup.Empty)}");
        var primary = claim.Primary.Judgement;
        var published = FigureFormat.Of(claim.Published.Unit, claim.Published.Effect is not null);
        var measured = FigureFormat.Of(claim.Published.Unit, primary);
        (Markup Text, Markup Sort)[] cells =
        [
            (Markup.Of($"{row.Published}"), SortBy(claim.Published.Effect ?? claim.Published.Value, published.Symbol)),
            (Markup.Of($"{row.Measured}"), SortBy(primary.Estimate, measured.Symbol)),
            (Markup.Of($"{row.N}"), SortBy(ReadingText.WasRun(claim.Primary) ? claim.Primary.N : null)),
            (verdict, Markup.Empty),
            (Markup.Of($"{row.Readings}"), SortBy(ReadingText.ShareThatAgrees(claim))),
        ];
        var labelled = heads.Skip(1).Zip(cells);
        return Markup.Of($"""
            <tr data-id="{claim.Id}" data-verdict="{VerdictText.Of(claim.Verdict)}"><th scope="row">
            <a href="#{anchor}">{NameOf(claim)}</a>
            <span class="statement">{row.Statement}</span></th>
            {Markup.Each(labelled, c => Cell(c.First, c.Second))}</tr>

            """);
    }

    private static Markup Cell(string head, (Markup Text, Markup Sort) cell) =>
        Markup.Of($"""<td data-label="{head}"{cell.Sort}>{cell.Text}</td>""");

    /// <summary>Attributes with the figure by which the page's script sorts, to the last digit, and its unit.</summary>
    private static Markup SortBy(double? figure, string unit = "") => figure is not { } value ? Markup.Empty
        : Markup.Of($" data-sort=\"{value.ToString("R")}\"{(unit.Length == 0 ? Markup.Empty : Unit(unit))}");

    private static Markup Unit(string unit) => Markup.Of($" data-unit=\"{unit}\"");

    // Under its document's heading a claim's name needs no prefix.
    private static string NameOf(ClaimResult claim) =>
        claim.Id.StartsWith(claim.Document + "/", StringComparison.Ordinal)
            ? claim.Id[(claim.Document.Length + 1)..]
            : claim.Id;
}
