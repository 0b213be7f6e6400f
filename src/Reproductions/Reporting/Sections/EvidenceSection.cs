using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>Section of one line on what the verdict can bear.</summary>
internal sealed class EvidenceSection : IReportSection<ClaimResult>
{
    public Markup Html(ClaimResult subject, PageContext page) => EvidenceText.Line(subject) is { } line
        ? Markup.Of($"""<p class="evidence">{line}</p>{"\n"}""")
        : Markup.Empty;

    public string Markdown(ClaimResult subject) => EvidenceText.Line(subject) is { } line
        ? $"{MarkdownText.Escape(line)}\n"
        : string.Empty;
}
