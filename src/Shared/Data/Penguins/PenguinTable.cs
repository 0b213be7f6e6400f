using System.Globalization;
using CsvHelper;

namespace Pruning.Shared.Data.Penguins;

/// <summary>One complete row of the palmerpenguins table.</summary>
/// <param name="Row">Row in the file, 0-based, the header not counted.</param>
/// <param name="BillLength">mm.</param>
/// <param name="BillDepth">mm.</param>
/// <param name="FlipperLength">mm.</param>
/// <param name="BodyMass">g.</param>
public sealed record Penguin(int Row, int Species, int Island, double BillLength, double BillDepth, double FlipperLength, double BodyMass, int Sex, int Year);

/// <summary>Reads the palmerpenguins table (Horst, Hill and Gorman 2020, CC0).</summary>
public static class PenguinTable
{
    /// <summary>Species in the order of the labels.</summary>
    public static IReadOnlyList<string> Species { get; } = ["Adelie", "Gentoo", "Chinstrap"];

    public static IReadOnlyList<string> Islands { get; } = ["Torgersen", "Biscoe", "Dream"];

    public static IReadOnlyList<string> Sexes { get; } = ["male", "female"];

    public static IReadOnlyList<string> Years { get; } = ["2007", "2008", "2009"];

    /// <summary>The rows without a missing value (<c>NA</c>), in the file's order.</summary>
    /// <param name="source">The CSV text, with a header.</param>
    /// <param name="file">The file's name for error messages.</param>
    /// <exception cref="DataException">A column is missing, a number is none, a species, island, sex or year is unknown: names file, row and column.</exception>
    public static IReadOnlyList<Penguin> Read(TextReader source, string file)
    {
        try
        {
            using var csv = CsvReader.Create(source, new() { Separator = ',', HasHeader = true }, leaveOpen: true);
            var penguins = new List<Penguin>();
            for (var row = 0; csv.Read(); row++)
            {
                CheckHeader(csv.Headers, file);
                if (new Row(csv, file, row).Parse() is { } penguin)
                {
                    penguins.Add(penguin);
                }
            }

            return penguins.Count > 0 ? penguins : throw new DataException($"{file}: no complete row; a header and rows are expected.");
        }
        catch (CsvFormatException e)
        {
            throw new DataException($"{file}: not a CSV table. {e.Message}", e);
        }
    }

    private static readonly string[] Columns = ["species", "island", "bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g", "sex", "year"];

    private static void CheckHeader(IReadOnlyList<string> headers, string file)
    {
        if (Columns.FirstOrDefault(c => !headers.Contains(c)) is { } missing)
        {
            throw new DataException($"{file}: column '{missing}' is missing; the header has {string.Join(", ", headers)}.");
        }
    }

    private readonly struct Row(CsvReader csv, string file, int row)
    {
        /// <summary>The penguin, or null where a value is missing. What is present is checked either way.</summary>
        public Penguin? Parse()
        {
            var species = OneOf("species", Species);
            var island = OneOf("island", Islands);
            var billLength = Number("bill_length_mm");
            var billDepth = Number("bill_depth_mm");
            var flipperLength = Number("flipper_length_mm");
            var bodyMass = Number("body_mass_g");
            var sex = OneOf("sex", Sexes);
            var year = OneOf("year", Years);
            return species is null || island is null || billLength is null || billDepth is null || flipperLength is null || bodyMass is null || sex is null || year is null
                ? null
                : new(row, species.Value, island.Value, billLength.Value, billDepth.Value, flipperLength.Value, bodyMass.Value, sex.Value, year.Value);
        }

        private int? OneOf(string column, IReadOnlyList<string> known)
        {
            var text = Text(column);
            if (text is null)
            {
                return null;
            }

            for (var i = 0; i < known.Count; i++)
            {
                if (string.Equals(known[i], text, StringComparison.Ordinal))
                {
                    return i;
                }
            }

            throw Bad(column, $"'{text}' is none of {string.Join(", ", known)}");
        }

        private double? Number(string column)
        {
            var text = Text(column);
            return text is null ? null
                : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 && double.IsFinite(number) ? number
                : throw Bad(column, $"'{text}' is not a positive number");
        }

        private string? Text(string column)
        {
            var index = csv.GetFieldIndex(column);
            var text = index < csv.FieldCount ? csv.GetString(index) : string.Empty;
            if (text.Length == 0)
            {
                throw Bad(column, "the field is missing");
            }

            return string.Equals(text, "NA", StringComparison.Ordinal) ? null : text;
        }

        private DataException Bad(string column, string what) =>
            new($"{file}, row {row + 1}, column '{column}': {what}.");
    }
}
