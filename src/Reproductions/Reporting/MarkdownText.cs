using System.Text;

namespace Pruning.Reproductions.Reporting;

/// <summary>Text made fit for Markdown as GitHub renders it.</summary>
internal static class MarkdownText
{
    /// <summary>A text made fit for a table's cell: one line, no bar that would end it.</summary>
    public static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|");

    /// <summary>A line of a table, from cells that are Markdown themselves.</summary>
    public static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(Cell))} |\n";

    /// <summary>Takes the meaning from the characters with which Markdown and HTML mark up.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\\' or '`' or '*' or '_' or '<' or '>' or '&' or '#' or '~' || ClosesLink(c))
            {
                escaped.Append('\\');
            }

            escaped.Append(c is '\n' or '\r' ? ' ' : c);
        }

        return escaped.ToString();

        bool ClosesLink(char c) => c == '(' && escaped.Length > 0 && escaped[^1] == ']';
    }
}
