using Pruning.Reproductions.Reporting.Sections;

namespace Pruning.Reproductions.Reporting;

/// <summary>What a report is called, and its sections.</summary>
/// <param name="Title">Title of the page and of the Markdown text.</param>
/// <param name="Eyebrow">A few words above the page's heading.</param>
/// <param name="Heading">The page's heading.</param>
internal sealed record ReportFrame(
    string Title, string Eyebrow, string Heading, IReadOnlyList<IReportSection<AuditResult>> Sections)
{
    /// <summary>The report of an audit of published claims.</summary>
    public static ReportFrame OfAudit { get; } = new(
        "Audit of published pruning claims", "Replication audit", "Published claims about pruning, run again",
        ReportSections.OfAudit);

    /// <summary>The report on claims that were judged by given runs.</summary>
    public static ReportFrame OfRuns { get; } = new(
        "Claims judged by given runs", "Judged runs", "What these runs say of the claims", ReportSections.OfRuns);
}
