using Pruning.Reproductions.Reporting.Sections;

namespace Pruning.Reproductions.Reporting;

/// <summary><c>audit.md</c>: the same sections as the page, in Markdown as GitHub renders it.</summary>
public static class MarkdownReport
{
    /// <summary>The text of an audit.</summary>
    public static string Render(AuditResult result) => Render(result, ReportSections.OfAudit);

    /// <summary>The text made of other sections.</summary>
    internal static string Render(AuditResult result, IReadOnlyList<IReportSection<AuditResult>> sections) =>
        $"# Audit of published pruning claims\n\n{ReportSections.Markdown(sections, result)}";
}
