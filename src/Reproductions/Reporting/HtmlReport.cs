using Pruning.Reproductions.Reporting.Html;
using Pruning.Reproductions.Reporting.Sections;

namespace Pruning.Reproductions.Reporting;

/// <summary>
/// Writes <c>index.html</c>: one self-contained page, well-formed as XML, without external references, for screen,
/// phone and paper, light or dark. Its one script adds sorting, filtering and figures of marks; all is there without.
/// </summary>
public static class HtmlReport
{
    /// <summary>The page of an audit.</summary>
    public static string Render(AuditResult result) => Render(result, ReportFrame.OfAudit);

    /// <summary>The page of an audit with other sections.</summary>
    internal static string Render(AuditResult result, IReadOnlyList<IReportSection<AuditResult>> sections) =>
        Render(result, ReportFrame.OfAudit with { Sections = sections });

    /// <summary>The page of results in a frame.</summary>
    internal static string Render(AuditResult result, ReportFrame frame) => HtmlPage.Of(
        frame.Title, frame.Eyebrow, frame.Heading,
        ReportSections.Html(frame.Sections, result, new PageContext(result)));
}
