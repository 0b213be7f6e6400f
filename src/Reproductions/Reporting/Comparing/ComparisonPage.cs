using Pruning.Reproductions.Reporting.Html;
using Pruning.Reproductions.Reporting.Plots;

namespace Pruning.Reproductions.Reporting.Comparing;

/// <summary>
/// Two audits as one page: the table of verdicts then and now, and for each claim both intervals on one axis and what
/// moved.
/// </summary>
internal static class ComparisonPage
{
    private static readonly string[] Heads = ["Claim", "Then", "Now", "n", "Change", "Why it may have moved"];

    /// <param name="then">Name of the earlier audit's file, and the audit.</param>
    /// <param name="now">The later one.</param>
    public static string Render((string Name, AuditResult Audit) then, (string Name, AuditResult Audit) now)
    {
        var comparison = AuditComparison.Of(then.Audit, now.Audit);
        var counts = comparison.Claims.CountBy(c => ComparisonText.Of(c.Change)).OrderByDescending(c => c.Value);
        return HtmlPage.Of("Two audits compared", "Comparison", "Two audits, claim by claim", Markup.Of($"""
            <p class="lead">{ComparisonText.Summary(comparison, "before")}</p>
            <nav aria-label="Verdicts then and now">{FilterForm.Of("Change", counts.Select(c => (c.Key, c.Value)))}
            {Table(comparison)}</nav>
            {Markup.Each(comparison.Claims.Index(), c => Section(c.Index, c.Item))}
            <footer class="where"><h2>Where they ran</h2>
            {Facts(then, now)}</footer>

            """));
    }

    private static Markup Table(AuditComparison comparison) => Markup.Of($"""
        <table class="verdicts"><caption>Verdicts then and now</caption>
        <thead><tr>{Markup.Each(Heads, h => Markup.Of($"""<th scope="col">{h}</th>"""))}</tr></thead><tbody>
        {Markup.Each(comparison.Claims.Index(), c => Row(c.Index, c.Item))}</tbody></table>

        """);

    private static Markup Row(int index, ClaimComparison claim)
    {
        Markup[] cells =
        [
            Side(claim.Then),
            Side(claim.Now),
            Markup.Of($"{Replicates(claim)}"),
            Markup.Of($"{ComparisonText.Of(claim.Change)}"),
            Markup.Of($"{(claim.Why.Count == 0 ? "–" : ComparisonText.Why(claim))}"),
        ];
        var result = claim.Now ?? claim.Then!;
        return Markup.Of($"""
            <tr data-id="{claim.Id}" data-verdict="{ComparisonText.Of(claim.Change)}"><th scope="row">
            <a href="#{AnchorOf(index)}">{claim.Id}</a>
            <span class="statement">{result.Statement}</span></th>
            {Markup.Each(Heads.Skip(1).Zip(cells), c => Markup.Of($"""<td data-label="{c.First}">{c.Second}</td>"""))}
            </tr>

            """);
    }

    private static Markup Side(ClaimResult? claim) => claim is null
        ? Markup.Of($"–")
        : Markup.Of($"{Badge.Of(claim)}<small class=\"qualifier\">{Measured(claim)}</small>");

    private static string Measured(ClaimResult claim) => FigureText.Measured(claim, claim.Primary.Judgement);

    private static string Replicates(ClaimComparison claim)
    {
        var counts = new[] { claim.Then, claim.Now }
            .Select(c => c is null ? "–" : ReadingText.Replicates(c.Primary)).Distinct().ToList();
        return string.Join(" → ", counts);
    }

    private static Markup Section(int index, ClaimComparison claim)
    {
        var anchor = AnchorOf(index);
        var result = claim.Now ?? claim.Then!;
        return Markup.Of($"""
            <section class="claim" id="{anchor}" aria-labelledby="{anchor}-title">
            <p class="eyebrow"><code>{claim.Id}</code> <span>{result.DocumentTitle}, {result.Section}</span>
            <a class="up" href="#top">to the table</a></p>
            <h2 id="{anchor}-title">{result.Statement}</h2>
            <p class="finding">{ComparisonText.Sentence(claim)}</p>
            {Plot(claim)}{Moves(claim)}</section>

            """);
    }

    private static Markup Plot(ClaimComparison claim) => claim switch
    {
        { Then: { } then, Now: { } now } when then.Published.Unit == now.Published.Unit => ForestPlot.Of(then, now),
        { Then: { } then, Now: { } now } => Markup.Of(
            $"<p>The figures are in other units: {then.Published.Unit} then, {now.Published.Unit} now.</p>"),
        { Then: null } => Markup.Of($"<p>Only the later audit has this claim: {Measured(claim.Now!)}.</p>"),
        _ => Markup.Of($"<p>Only the earlier audit has this claim: {Measured(claim.Then!)}.</p>"),
    };

    private static Markup Moves(ClaimComparison claim) => ComparisonText.Moves(claim) is { Count: > 0 } moves
        ? Markup.Of($"""<ul class="notes">{Markup.Each(moves, m => Markup.Of($"<li>{m}</li>"))}</ul>""")
        : Markup.Empty;

    private static Markup Facts((string Name, AuditResult Audit) then, (string Name, AuditResult Audit) now)
    {
        var (a, b) = (then.Audit.Environment, now.Audit.Environment);
        var rows = a.Keys.Union(b.Keys)
            .Select(key => new[] { key, a.GetValueOrDefault(key, "–"), b.GetValueOrDefault(key, "–") });
        return HtmlTable.Of("Both audits", ["Fact", "Then", "Now"], rows.Prepend(["file", then.Name, now.Name]));
    }

    private static string AnchorOf(int index) => $"claim-{index + 1}";
}
