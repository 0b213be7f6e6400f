using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>A section of the report, on the page and in Markdown. Both reports use the same list of sections.</summary>
/// <typeparam name="T">Its subject: the whole audit, or one claim.</typeparam>
internal interface IReportSection<in T>
{
    /// <summary>The section on the page; empty without content.</summary>
    Markup Html(T subject, PageContext page);

    /// <summary>
    /// The section in Markdown, ending in a line feed, without blank lines around it; empty without content.
    /// </summary>
    string Markdown(T subject);
}
