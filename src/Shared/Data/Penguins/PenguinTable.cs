namespace Pruning.Shared.Data.Penguins;

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
    /// <param name="file">The file's name, for error messages.</param>
    /// <exception cref="DataException">
    /// A column is missing, a number is none, or a species, island, sex or year is unknown: names file, row and column.
    /// </exception>
    public static IReadOnlyList<Penguin> Read(TextReader source, string file) => CsvTable.Read(source, file, Parse);

    /// <summary>The penguin, or null where a value is missing. What is present is checked either way.</summary>
    private static Penguin? Parse(CsvRow row)
    {
        var complete = true;
        var penguin = new Penguin(
            row.Index,
            OneOf("species", Species),
            OneOf("island", Islands),
            Number("bill_length_mm"),
            Number("bill_depth_mm"),
            Number("flipper_length_mm"),
            Number("body_mass_g"),
            OneOf("sex", Sexes),
            OneOf("year", Years));
        return complete ? penguin : null;

        int OneOf(string column, IReadOnlyList<string> known) => IsThere(column) ? row.OneOf(column, known) : 0;
        double Number(string column) => IsThere(column) ? row.Number(column) : 0;
        bool IsThere(string column)
        {
            var isThere = row.Text(column) != "NA";
            complete &= isThere;
            return isThere;
        }
    }
}
