using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>Section with all claims, each with its own sections.</summary>
/// <param name="sections">The sections of a claim, in order.</param>
internal sealed class ClaimsSection(IReadOnlyList<IReportSection<ClaimResult>> sections) : IReportSection<AuditResult>
{
    public Markup Html(AuditResult subject, PageContext page) => Markup.Each(subject.Claims, claim =>
    {
        var anchor = page.AnchorOf(claim);
        return Markup.Of($"""
            <section class="claim" id="{anchor}" aria-labelledby="{anchor}-title">
            {ReportSections.Html(sections, claim, page)}
            </section>

            """);
    });

    public string Markdown(AuditResult subject)
    {
        var claims = subject.Claims.Select(claim => ReportSections.Markdown(sections, claim));
        return $"## Claim by claim\n\n{string.Join('\n', claims)}";
    }
}
