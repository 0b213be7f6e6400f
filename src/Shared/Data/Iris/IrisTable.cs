namespace Pruning.Shared.Data.Iris;

/// <summary>Reads a table of iris measurements.</summary>
public static class IrisTable
{
    /// <summary>Species in the order of the labels.</summary>
    public static IReadOnlyList<string> Species { get; } = ["setosa", "versicolor", "virginica"];

    /// <summary>All flowers in the file's order; nothing may be missing.</summary>
    /// <param name="source">The CSV text, with a header.</param>
    /// <param name="file">The file's name, for error messages.</param>
    /// <exception cref="DataException">
    /// A column is missing, a number is none, or a species is unknown: names file, row and column.
    /// </exception>
    public static IReadOnlyList<Flower> Read(TextReader source, string file) => CsvTable.Read(
        source,
        file,
        row => new Flower(
            row.Number("sepal_length"),
            row.Number("sepal_width"),
            row.Number("petal_length"),
            row.Number("petal_width"),
            row.OneOf("species", Species)));
}
