using Pruning.Reproductions.Reporting.Sections;

namespace Pruning.Reproductions.Reporting;

/// <summary>Writes <c>audit.md</c>: the page's sections in GitHub's Markdown.</summary>
public static class MarkdownReport
{
    /// <summary>The Markdown text of an audit.</summary>
    public static string Render(AuditResult result) => Render(result, ReportFrame.OfAudit);

    /// <summary>The Markdown text of an audit with other sections.</summary>
    internal static string Render(AuditResult result, IReadOnlyList<IReportSection<AuditResult>> sections) =>
        Render(result, ReportFrame.OfAudit with { Sections = sections });

    /// <summary>The Markdown text of results in a frame.</summary>
    internal static string Render(AuditResult result, ReportFrame frame) =>
        $"# {frame.Title}\n\n{ReportSections.Markdown(frame.Sections, result)}";
}
