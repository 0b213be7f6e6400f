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
    private static readonly string[] Columns = ["species", "island", "bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g", "sex", "year"];

    /// <summary>Species in the order of the labels.</summary>
    public static IReadOnlyList<string> Species { get; } = ["Adelie", "Gentoo", "Chinstrap"];

    public static IReadOnlyList<string> Islands { get; } = ["Torgersen", "Biscoe", "Dream"];

    public static IReadOnlyList<string> Sexes { get; } = ["male", "female"];

    public static IReadOnlyList<string> Years { get; } = ["2007", "2008", "2009"];

    /// <summary>The rows without a missing value (<c>NA</c>), in the file's order.</summary>
    /// <param name="source">The CSV text, with a header.</param>
    /// <param name="file">The file's name for error messages.</param>
    /// <exception cref="DataException">A column is missing, a number is none, a species, island, sex or year is unknown: names file, row and column.</exception>
    public static IReadOnlyList<Penguin> Read(TextReader source, string file) => CsvTable.Read(source, file, Columns, Parse);

    /// <summary>The penguin, or null where a value is missing. What is present is checked either way.</summary>
    private static Penguin? Parse(CsvRow row)
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
            : new(row.Index, species.Value, island.Value, billLength.Value, billDepth.Value, flipperLength.Value, bodyMass.Value, sex.Value, year.Value);

        int? OneOf(string column, IReadOnlyList<string> known) => Missing(column) ? null : row.OneOf(column, known);
        double? Number(string column) => Missing(column) ? null : row.Number(column);
        bool Missing(string column) => string.Equals(row.Text(column), "NA", StringComparison.Ordinal);
    }
}
