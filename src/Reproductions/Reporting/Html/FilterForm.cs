namespace Pruning.Reproductions.Reporting.Html;

/// <summary>
/// What the page's script filters the table of verdicts by. The script shows it; without one it stays hidden.
/// </summary>
internal static class FilterForm
{
    /// <param name="by">What the options are, such as <c>Verdict</c>; rows have theirs in <c>data-verdict</c>.</param>
    /// <param name="options">Their names, and how many rows have each.</param>
    public static Markup Of(string by, IEnumerable<(string Name, int Count)> options) => Markup.Of($"""
        <form class="filter" role="search" aria-label="Filter the table" hidden="hidden">
        <label>Find <input type="search" name="text" size="24"/></label>
        <label>{by} <select name="verdict"><option value="">any</option>
        {Markup.Each(options, Option)}</select></label>
        <button type="reset">Show all</button> <p role="status"></p></form>
        """);

    private static Markup Option((string Name, int Count) of) =>
        Markup.Of($"""<option value="{of.Name}">{of.Name} ({of.Count})</option>""");
}
