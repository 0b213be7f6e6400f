using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>
/// Section with the notes on the primary reading's figures. Why it was not run stands in the claim's result.
/// </summary>
internal sealed class NotesSection : IReportSection<ClaimResult>
{
    public Markup Html(ClaimResult subject, PageContext page) => Notes(subject) is { Count: > 0 } notes
        ? Markup.Of($"""<ul class="notes">{Markup.Each(notes, n => Markup.Of($"<li>{n}</li>"))}</ul>""")
        : Markup.Empty;

    public string Markdown(ClaimResult subject) =>
        string.Concat(Notes(subject).Select(n => $"- {MarkdownText.Escape(n)}\n"));

    private static IReadOnlyList<string> Notes(ClaimResult claim) =>
        ReadingText.WasRun(claim.Primary) ? claim.Primary.Judgement.Notes : [];
}
