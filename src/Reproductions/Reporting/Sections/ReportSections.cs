using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>The sections of the report, in order.</summary>
internal static class ReportSections
{
    /// <summary>The sections of a claim.</summary>
    public static IReadOnlyList<IReportSection<ClaimResult>> OfClaim { get; } =
    [
        new ResultSection(),
        new LineSection("unfinished", UnfinishedText.FirstLook),
        new EarlierSection(),
        new LineSection("evidence", EvidenceText.Line),
        new LineSection("key", FigureText.Method),
        new ReadingNotesSection(),
        new NotesSection(),
        new PartsSection(),
        new WordsSection(),
        new ReadingsSection(),
        new SingleRunsSection(),
        new CurvesSection(),
        new TablesSection(),
    ];

    /// <summary>The sections of a claim that is judged by given runs, which have neither readings nor curves.</summary>
    private static IReadOnlyList<IReportSection<ClaimResult>> OfRunsClaim { get; } =
    [
        new ResultSection(),
        new LineSection("evidence", EvidenceText.Line),
        new LineSection("key", FigureText.Method),
        new NotesSection(),
        new PartsSection(),
        new FiguresSection(),
        new SingleRunsSection(),
    ];

    /// <summary>The sections of the whole audit, one of which contains the claims.</summary>
    public static IReadOnlyList<IReportSection<AuditResult>> OfAudit { get; } =
    [
        new SummarySection(),
        new VerdictsSection(),
        new GuideSection(),
        new ClaimsSection(OfClaim),
        new EnvironmentSection(),
    ];

    /// <summary>The sections on claims that are judged by given runs.</summary>
    public static IReadOnlyList<IReportSection<AuditResult>> OfRuns { get; } =
    [
        new RunsSummarySection(),
        new VerdictsSection(readings: false),
        new GuideSection(ofRuns: true),
        new ClaimsSection(OfRunsClaim),
        new EnvironmentSection("What was judged"),
    ];

    /// <summary>All sections on the page, joined.</summary>
    public static Markup Html<T>(IReadOnlyList<IReportSection<T>> sections, T subject, PageContext page) =>
        Markup.Each(sections, s => s.Html(subject, page));

    /// <summary>All sections with content in Markdown, separated by blank lines.</summary>
    public static string Markdown<T>(IReadOnlyList<IReportSection<T>> sections, T subject) =>
        string.Join('\n', sections.Select(s => s.Markdown(subject)).Where(text => text.Length > 0));
}
