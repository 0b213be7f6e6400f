using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>Section with the size of the audit and the number of claims per verdict.</summary>
internal sealed class SummarySection : IReportSection<AuditResult>
{
    public Markup Html(AuditResult subject, PageContext page) => Markup.Of($"""
        <p class="lead">{Text(subject)}</p>
        {Markup.Each(UnfinishedText.Of(subject), s => Markup.Of($"""<p class="unfinished">{s}</p>"""))}
        {Tally(subject)}
        """);

    public string Markdown(AuditResult subject) => string.Join('\n',
        UnfinishedText.Of(subject).Select(MarkdownText.Escape).Prepend(Text(subject)).Select(s => $"{s}\n"));

    /// <summary>The number of claims of each verdict.</summary>
    public static Markup Tally(AuditResult result) => Markup.Of($"""
        <ul class="tally">{Markup.Each(Counts(result), c => Markup.Of($"<li>{Sign(c.Verdict, c.Count)}</li>"))}</ul>

        """);

    /// <summary>The verdicts that claims have, the most frequent first.</summary>
    public static IEnumerable<(Verdict Verdict, int Count)> Counts(AuditResult result) =>
        result.Claims.GroupBy(c => c.Verdict)
            .OrderByDescending(g => g.Count())
            .Select(g => (g.Key, g.Count()));

    private static Markup Sign(Verdict verdict, int count) =>
        Badge.Of(verdict, $"{count} {VerdictText.Of(verdict)}");

    private static string Text(AuditResult result)
    {
        var readings = result.Claims.SelectMany(c => c.Readings).Where(ReadingText.WasRun).ToList();
        var documents = result.Claims.Select(c => c.Document).Distinct().Count();
        return $"{CountText.Of(result.Claims.Count, "claim")} of {CountText.Of(documents, "document")}, "
            + $"{CountText.Of(readings.Count, "reading")}, "
            + $"up to {CountText.Of(readings.Select(r => r.N).DefaultIfEmpty(0).Max(), "run")} each. "
            + "A claim’s verdict is that of its primary reading, which follows the document’s text to the letter; it "
            + "hangs on a choice that the text leaves open where only that choice lifts a contradiction.";
    }
}
