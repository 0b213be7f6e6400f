using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>Section with the notes on single readings.</summary>
internal sealed class ReadingNotesSection : IReportSection<ClaimResult>
{
    public Markup Html(ClaimResult subject, PageContext page) => Markup.Each(
        ReadingText.Answers(subject),
        a => Markup.Of($"""<p class="answer"><b>Reading {a.Reading}:</b> {a.Sentence}</p>"""));

    public string Markdown(ClaimResult subject) => string.Join('\n', ReadingText.Answers(subject).Select(a =>
        $"**Reading {MarkdownText.Escape(a.Reading)}:** {MarkdownText.Escape(a.Sentence)}\n"));
}
