using System.Text;

namespace Pruning.Reproductions.Reporting;

/// <summary>Escapes text for GitHub's Markdown.</summary>
internal static class MarkdownText
{
    /// <summary>Joins a text's lines and escapes bars, which would end a table's cell.</summary>
    public static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|");

    /// <summary>Formats a table row from cells in Markdown.</summary>
    public static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(Cell))} |\n";

    /// <summary>Escapes characters with a meaning in Markdown or HTML.</summary>
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
