using CsvHelper;

namespace Pruning.Shared.Data;

/// <summary>Reads small CSV tables with a header; errors name file, row and column.</summary>
internal static class CsvTable
{
    /// <summary>The rows in the file's order, less those for which <paramref name="parse"/> gives null.</summary>
    /// <param name="source">The CSV text, with a header; columns may stand in any order.</param>
    /// <param name="file">The file's name, for error messages.</param>
    /// <param name="parse">What a row says.</param>
    /// <exception cref="DataException">
    /// The text is no CSV table, a field or its column is not what parse asks for, or no row is left.
    /// </exception>
    public static IReadOnlyList<T> Read<T>(TextReader source, string file, Func<CsvRow, T?> parse)
        where T : class
    {
        try
        {
            using var csv = CsvReader.Create(source, new() { Separator = ',', HasHeader = true }, leaveOpen: true);
            var rows = new List<T>();
            for (var index = 0; csv.Read(); index++)
            {
                if (parse(new(csv, file, index)) is { } row)
                {
                    rows.Add(row);
                }
            }

            return rows.Count > 0
                ? rows
                : throw new DataException($"{file}: no complete row; a header and rows are expected.");
        }
        catch (CsvFormatException e)
        {
            throw new DataException($"{file}: not a CSV table. {e.Message}", e);
        }
    }
}
