namespace Pruning.Reproductions.Expectations;

/// <summary>Replaces tables between marks in Markdown files.</summary>
internal static class MarkedTable
{
    /// <summary>A file's text with another table between the two marks.</summary>
    /// <param name="file">The file's name, for the error.</param>
    /// <exception cref="AuditException">The marks are missing.</exception>
    public static string Update(string file, string text, string begin, string end, string table)
    {
        var from = text.IndexOf(begin, StringComparison.Ordinal);
        var to = text.IndexOf(end, StringComparison.Ordinal);
        return from >= 0 && to > from
            ? $"{text[..(from + begin.Length)]}\n\n{table}\n{text[to..]}"
            : throw new AuditException($"{file} has no place for its table: add the lines '{begin}' and '{end}'.");
    }
}
