using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>Section of one line, left out where there is none.</summary>
/// <param name="style">CSS class of the line on the page.</param>
/// <param name="line">The line of a claim; null: none.</param>
internal sealed class LineSection(string style, Func<ClaimResult, string?> line) : IReportSection<ClaimResult>
{
    public Markup Html(ClaimResult subject, PageContext page) => line(subject) is { } text
        ? Markup.Of($"""<p class="{style}">{text}</p>{"\n"}""")
        : Markup.Empty;

    public string Markdown(ClaimResult subject) => line(subject) is { } text
        ? $"{MarkdownText.Escape(text)}\n"
        : string.Empty;
}
