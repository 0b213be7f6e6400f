using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>One section of the report, on the page and in Markdown. Both reports loop over the same sections.</summary>
/// <typeparam name="T">What it is about: the whole audit, or one claim.</typeparam>
internal interface IReportSection<in T>
{
    /// <summary>The section on the page; empty where there is nothing to show.</summary>
    Markup Html(T subject, PageContext page);

    /// <summary>
    /// The section in Markdown, ending in a line feed, without blank lines around it; empty where there is nothing to
    /// show.
    /// </summary>
    string Markdown(T subject);
}
