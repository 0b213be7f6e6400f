namespace Pruning.Reproductions.Reporting.Html;

/// <summary>
/// Plain table that scrolls in place on narrow pages; the first column names the rows, the others hold figures.
/// </summary>
internal static class HtmlTable
{
    /// <summary>A table of markup.</summary>
    public static Markup Of(string caption, IEnumerable<string> heads, IEnumerable<IReadOnlyList<Markup>> rows) =>
        Markup.Of($"""
            <div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table class="figures">
            <caption>{caption}</caption><thead><tr>{Markup.Each(heads, Head)}</tr></thead><tbody>
            {Markup.Each(rows, Row)}</tbody></table></div>
            """);

    /// <summary>A table of texts.</summary>
    public static Markup Of(string caption, IEnumerable<string> heads, IEnumerable<IReadOnlyList<string>> rows) =>
        Of(caption, heads, rows.Select(r => (IReadOnlyList<Markup>)[.. r.Select(c => Markup.Of($"{c}"))]));

    /// <summary>Puts a plot's figures into a collapsed section, for screen readers and copying.</summary>
    public static Markup Behind(string summary, Markup content) =>
        Markup.Of($"""<details class="behind"><summary>{summary}</summary>{content}</details>""");

    /// <summary>Puts content under its own heading.</summary>
    public static Markup Under(string title, Markup content) => Markup.Of($"<h3>{title}</h3>\n{content}\n");

    private static Markup Head(string head) => Markup.Of($"""<th scope="col">{head}</th>""");

    private static Markup Row(IReadOnlyList<Markup> cells)
    {
        var figures = Markup.Each(cells.Skip(1), c => Markup.Of($"<td>{c}</td>"));
        return Markup.Of($"""<tr><th scope="row">{cells[0]}</th>{figures}</tr>{"\n"}""");
    }
}
