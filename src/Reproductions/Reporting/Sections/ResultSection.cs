using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>Section with the claim and its result, in a few figures and one sentence.</summary>
internal sealed class ResultSection : IReportSection<ClaimResult>
{
    public Markup Html(ClaimResult subject, PageContext page)
    {
        var measured = FigureText.Measured(subject, subject.Primary.Judgement);
        return Markup.Of($"""
            <p class="eyebrow"><code>{subject.Id}</code> <span>{subject.DocumentTitle}, {subject.Section}</span>
            <a class="up" href="#top">to the table</a></p>
            <h2 id="{page.AnchorOf(subject)}-title">{subject.Statement}</h2>
            <dl class="facts"><div><dt>Published</dt><dd>{FigureText.Published(subject)}</dd></div>
            <div><dt>Measured</dt><dd>{measured}</dd></div>
            <div><dt>Verdict ({subject.Kind})</dt><dd>{Badge.Of(subject)}</dd></div></dl>
            <p class="finding">{ResultSentence.Of(subject)}</p>

            """);
    }

    public string Markdown(ClaimResult subject)
    {
        var source = $"*({MarkdownText.Escape(subject.DocumentTitle)}, {MarkdownText.Escape(subject.Section)})*";
        var result = MarkdownText.Escape(ResultSentence.Of(subject));
        return $"### `{subject.Id}`\n\n{MarkdownText.Escape(subject.Statement)} {source}\n\n**{result}**\n";
    }
}
