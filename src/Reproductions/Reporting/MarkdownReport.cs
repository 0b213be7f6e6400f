using Pruning.Reproductions.Reporting.Sections;

namespace Pruning.Reproductions.Reporting;

/// <summary>Writes <c>audit.md</c>: the page's sections in GitHub's Markdown.</summary>
public static class MarkdownReport
{
    /// <summary>The Markdown text of an audit.</summary>
    public static string Render(AuditResult result) => Render(result, ReportSections.OfAudit);

    /// <summary>The Markdown text of an audit with other sections.</summary>
    internal static string Render(AuditResult result, IReadOnlyList<IReportSection<AuditResult>> sections) =>
        $"# Audit of published pruning claims\n\n{ReportSections.Markdown(sections, result)}";
}
