using Pruning.Reproductions.Reporting.Html;
using Pruning.Reproductions.Reporting.Plots;
using Pruning.Reproductions.Reporting.Sections;

namespace Pruning.Reproductions.Reporting;

/// <summary>
/// Writes <c>index.html</c>: one self-contained page, well-formed as XML, without external references, for screen,
/// phone and paper, light or dark. Its one script adds sorting, filtering and figures of marks; all is there without.
/// </summary>
public static class HtmlReport
{
    private static readonly string Policy = "default-src 'none'; style-src 'unsafe-inline'; script-src "
        + $"{PageScript.Source}; form-action 'none'; base-uri 'none'";

    /// <summary>The page of an audit.</summary>
    public static string Render(AuditResult result) => Render(result, ReportFrame.OfAudit);

    /// <summary>The page of an audit with other sections.</summary>
    internal static string Render(AuditResult result, IReadOnlyList<IReportSection<AuditResult>> sections) =>
        Render(result, ReportFrame.OfAudit with { Sections = sections });

    /// <summary>The page of results in a frame.</summary>
    internal static string Render(AuditResult result, ReportFrame frame)
    {
        var page = Markup.Of($"""
            <html lang="en"><head><meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <meta http-equiv="Content-Security-Policy" content="{Policy}"/>
            <title>{frame.Title}</title><style>
            {Style.Sheet}</style></head><body>
            {Badge.Definitions}{PointMarks.Definitions}<header id="top"><p class="eyebrow">{frame.Eyebrow}</p>
            <h1>{frame.Heading}</h1></header>
            <main>
            {ReportSections.Html(frame.Sections, result, new PageContext(result))}</main>
            {PageScript.Element}</body></html>
            """);
        return $"<!DOCTYPE html>\n{page}\n";
    }
}
