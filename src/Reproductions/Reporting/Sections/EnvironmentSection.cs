using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>Section on the environment of the audit.</summary>
/// <param name="title">Its heading.</param>
internal sealed class EnvironmentSection(string title = "Where it ran") : IReportSection<AuditResult>
{
    public Markup Html(AuditResult subject, PageContext page) => Markup.Of($"""
        <footer class="where"><h2>{title}</h2>
        <dl class="environment">{Markup.Each(subject.Environment, Fact)}</dl></footer>

        """);

    public string Markdown(AuditResult subject)
    {
        var rows = subject.Environment.Select(f =>
            MarkdownText.Row([MarkdownText.Escape(f.Key), MarkdownText.Escape(f.Value)]));
        return $"## {title}\n\n| | |\n| --- | --- |\n{string.Concat(rows)}";
    }

    private static Markup Fact(KeyValuePair<string, string> fact) =>
        Markup.Of($"<div><dt>{fact.Key}</dt><dd>{fact.Value}</dd></div>");
}
