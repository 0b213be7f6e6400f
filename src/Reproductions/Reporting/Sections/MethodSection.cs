using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>Section with the rule's method, in one sentence.</summary>
internal sealed class MethodSection : IReportSection<ClaimResult>
{
    public Markup Html(ClaimResult subject, PageContext page) => FigureText.Method(subject) is { } method
        ? Markup.Of($"""<p class="key">Rule ({subject.Kind}): {method}</p>{"\n"}""")
        : Markup.Empty;

    public string Markdown(ClaimResult subject) => FigureText.Method(subject) is { } method
        ? $"Rule ({subject.Kind}): {MarkdownText.Escape(method)}\n"
        : string.Empty;
}
