using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>Section with the notes on the primary reading's figures.</summary>
internal sealed class NotesSection : IReportSection<ClaimResult>
{
    public Markup Html(ClaimResult subject, PageContext page) => subject.Primary.Judgement.Notes is { Count: > 0 } notes
        ? Markup.Of($"""<ul class="notes">{Markup.Each(notes, n => Markup.Of($"<li>{n}</li>"))}</ul>""")
        : Markup.Empty;

    public string Markdown(ClaimResult subject) =>
        string.Concat(subject.Primary.Judgement.Notes.Select(n => $"- {MarkdownText.Escape(n)}\n"));
}
