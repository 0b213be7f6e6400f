using System.Globalization;
using CsvHelper;

namespace Pruning.Shared.Data;

/// <summary>One row of a table while it is read.</summary>
/// <param name="index">Its place in the file, 0-based, the header not counted.</param>
internal readonly struct CsvRow(CsvReader csv, string file, int index)
{
    /// <summary>Row in the file, 0-based, the header not counted.</summary>
    public int Index => index;

    /// <summary>A field as it stands.</summary>
    /// <exception cref="DataException">The column is missing, or the field is missing or empty.</exception>
    public string Text(string column)
    {
        if (!csv.Headers.Contains(column))
        {
            throw new DataException(
                $"{file}: column '{column}' is missing; the header has {string.Join(", ", csv.Headers)}.");
        }

        var place = csv.GetFieldIndex(column);
        var text = place < csv.FieldCount ? csv.GetString(place) : string.Empty;
        return text.Length > 0 ? text : throw Bad(column, "the field is missing");
    }

    /// <summary>A finite number above 0.</summary>
    /// <exception cref="DataException">The field holds anything else.</exception>
    public double Number(string column)
    {
        var text = Text(column);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number > 0 && double.IsFinite(number)
                ? number
                : throw Bad(column, $"'{text}' is not a positive number");
    }

    /// <summary>The place of a word among those known.</summary>
    /// <exception cref="DataException">The field holds another word.</exception>
    public int OneOf(string column, IReadOnlyList<string> known)
    {
        var text = Text(column);
        var place = known.TakeWhile(word => word != text).Count();
        return place < known.Count ? place : throw Bad(column, $"'{text}' is none of {string.Join(", ", known)}");
    }

    private DataException Bad(string column, string what) =>
        new($"{file}, row {index + 1}, column '{column}': {what}.");
}
