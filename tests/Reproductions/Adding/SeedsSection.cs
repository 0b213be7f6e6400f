using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Pruning.Reproductions.Reporting.Html;
using Pruning.Reproductions.Reporting.Sections;

namespace Pruning.Tests.Reproductions.Adding;

/// <summary>Lists the seeds of a claim's primary reading.</summary>
internal sealed class SeedsSection : IReportSection<ClaimResult>
{
    public Markup Html(ClaimResult subject, PageContext page) => Markup.Of($"<p>{Text(subject)}</p>");

    public string Markdown(ClaimResult subject) => MarkdownText.Escape(Text(subject)) + "\n";

    private static string Text(ClaimResult claim) => $"Seeds: {string.Join(", ", claim.Primary.Seeds)}.";
}
