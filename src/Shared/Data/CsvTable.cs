using System.Globalization;
using CsvHelper;

namespace Pruning.Shared.Data;

/// <summary>Reads small CSV tables with a header; whatever is wrong with one is told with file, row and column.</summary>
internal static class CsvTable
{
    /// <summary>The rows in the file's order, less those for which <paramref name="parse"/> has none.</summary>
    /// <param name="source">The CSV text, with a header; its columns may stand in any order, and there may be others.</param>
    /// <param name="file">The file's name for error messages.</param>
    /// <param name="columns">The columns that must be there.</param>
    /// <param name="parse">What a row says; null: it is left out.</param>
    /// <exception cref="DataException">The text is no CSV table, a column is missing, a field is not what <paramref name="parse"/> asks for, or no row is left.</exception>
    public static IReadOnlyList<T> Read<T>(TextReader source, string file, IReadOnlyList<string> columns, Func<CsvRow, T?> parse)
        where T : class
    {
        try
        {
            using var csv = CsvReader.Create(source, new() { Separator = ',', HasHeader = true }, leaveOpen: true);
            var rows = new List<T>();
            for (var index = 0; csv.Read(); index++)
            {
                CheckHeader(csv.Headers, columns, file);
                if (parse(new(csv, file, index)) is { } row)
                {
                    rows.Add(row);
                }
            }

            return rows.Count > 0 ? rows : throw new DataException($"{file}: no complete row; a header and rows are expected.");
        }
        catch (CsvFormatException e)
        {
            throw new DataException($"{file}: not a CSV table. {e.Message}", e);
        }
    }

    private static void CheckHeader(IReadOnlyList<string> headers, IReadOnlyList<string> columns, string file)
    {
        if (columns.FirstOrDefault(c => !headers.Contains(c)) is { } missing)
        {
            throw new DataException($"{file}: column '{missing}' is missing; the header has {string.Join(", ", headers)}.");
        }
    }
}

/// <summary>One row of a table while it is read.</summary>
/// <param name="index">Its place in the file, 0-based, the header not counted.</param>
internal readonly struct CsvRow(CsvReader csv, string file, int index)
{
    /// <summary>Row in the file, 0-based, the header not counted.</summary>
    public int Index => index;

    /// <summary>A field as it stands.</summary>
    /// <exception cref="DataException">It is empty, or the row ends before it.</exception>
    public string Text(string column)
    {
        var place = csv.GetFieldIndex(column);
        var text = place < csv.FieldCount ? csv.GetString(place) : string.Empty;
        return text.Length > 0 ? text : throw Bad(column, "the field is missing");
    }

    /// <summary>A finite number above 0.</summary>
    /// <exception cref="DataException">The field holds anything else.</exception>
    public double Number(string column)
    {
        var text = Text(column);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 && double.IsFinite(number)
            ? number
            : throw Bad(column, $"'{text}' is not a positive number");
    }

    /// <summary>The place of a word among those known.</summary>
    /// <exception cref="DataException">The field holds another word.</exception>
    public int OneOf(string column, IReadOnlyList<string> known)
    {
        var text = Text(column);
        for (var i = 0; i < known.Count; i++)
        {
            if (string.Equals(known[i], text, StringComparison.Ordinal))
            {
                return i;
            }
        }

        throw Bad(column, $"'{text}' is none of {string.Join(", ", known)}");
    }

    private DataException Bad(string column, string what) => new($"{file}, row {index + 1}, column '{column}': {what}.");
}
