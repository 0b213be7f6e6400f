using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>Section with the claim's table of words.</summary>
internal sealed class WordsSection : IReportSection<ClaimResult>
{
    public Markup Html(ClaimResult subject, PageContext page) =>
        subject.Words is { } table ? HtmlTable.Under("In words", Page(table)) : Markup.Empty;

    public string Markdown(ClaimResult subject) => subject.Words is { } table
        ? $"{MarkdownText.Escape(table.Caption)}\n\n{WordsText.Of(table, c => c.ToString())}"
        : string.Empty;

    private static Markup Page(TextTable table)
    {
        return Markup.Of($"""
            <div class="scroll" tabindex="0" role="region" aria-label="{table.Caption}"><table class="words">
            <caption>{table.Caption}</caption>
            <thead><tr>{Markup.Each(table.Columns.Prepend(table.RowsAre), Head)}</tr></thead><tbody>
            {Markup.Each(table.Rows.Index(), Row)}</tbody></table></div>
            """);

        Markup Head(string name) => Markup.Of($"""<th scope="col">{name}</th>""");

        Markup Row((int Index, string Name) row) => Markup.Of(
            $"""<tr><th scope="row">{row.Name}</th>{Markup.Each(table.CellsOf(row.Index), Cell)}</tr>{"\n"}""");

        Markup Cell(TextCell cell) => Markup.Of($"<td>{cell.Short}{Detail(cell.Detail)}</td>");

        Markup Detail(string text) => text.Length == 0 ? Markup.Empty : Markup.Of($" <small>{text}</small>");
    }
}
