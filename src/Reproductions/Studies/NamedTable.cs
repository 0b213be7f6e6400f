namespace Pruning.Reproductions.Studies;

/// <summary>
/// Numbers with named rows and columns that one replicate yielded: how often a class was taken for another, or the
/// weights of small kernels. The
/// report averages a table over replicates; one with a <see cref="PictureWidth"/> it shows as pictures of the first
/// replicate.
/// </summary>
public sealed record NamedTable
{
    /// <param name="rowsAre">What the rows are: <c>true class</c>.</param>
    /// <param name="columnsAre">What the columns are: <c>predicted class</c>.</param>
    /// <param name="values">
    /// [rows × columns], row by row. They are kept in single precision: counts up to 16,777,216 exactly.
    /// </param>
    /// <param name="pictureWidth">
    /// Columns in a line of the picture that each row is shown as; 0: it is no picture.
    /// </param>
    /// <param name="marks">The entries that stand out; null: none can.</param>
    /// <exception cref="ArgumentException">
    /// Values or marks are not as many as cells, the columns make no lines of that width, or a name is null.
    /// </exception>
    public NamedTable(
        string rowsAre,
        string columnsAre,
        IReadOnlyList<string> rows,
        IReadOnlyList<string> columns,
        IReadOnlyList<double> values,
        int pictureWidth = 0,
        TableMarks? marks = null)
    {
        var what = $"{rows.Count} rows ({rowsAre}) of {columns.Count} columns ({columnsAre})";
        Require(values.Count == (long)rows.Count * columns.Count, $"{values.Count} values do not fill {what}.");
        Require(marks is null || marks.At.Count == values.Count, $"{marks?.At.Count} marks do not fit {what}.");
        Require(pictureWidth == 0 || (pictureWidth > 0 && columns.Count % pictureWidth == 0),
            $"{what} are no pictures {pictureWidth} wide.");
        Require(rows.Concat(columns).All(name => name is not null), $"A name is missing among {what}.");
        (RowsAre, ColumnsAre, Rows, Columns, Values, PictureWidth, Marks) =
            (rowsAre, columnsAre, rows, columns, values, pictureWidth, marks);
    }

    public string RowsAre { get; }

    public string ColumnsAre { get; }

    public IReadOnlyList<string> Rows { get; }

    public IReadOnlyList<string> Columns { get; }

    public IReadOnlyList<double> Values { get; }

    public int PictureWidth { get; }

    public TableMarks? Marks { get; }

    /// <summary>
    /// Small pictures, such as the kernels of a convolution: a row each, its columns named after line and column of the
    /// picture.
    /// </summary>
    /// <param name="picturesAre">What they are: <c>kernel</c>.</param>
    /// <param name="values">[names × height × width], picture by picture, each line by line.</param>
    /// <param name="marks">As many as values; null: none.</param>
    /// <exception cref="ArgumentException">
    /// The values make no pictures of that size, or the marks are not as many.
    /// </exception>
    public static NamedTable Pictures(string picturesAre, IReadOnlyList<string> names, int height, int width,
        IReadOnlyList<double> values, TableMarks? marks = null) =>
        new(picturesAre, "line, column", names, [.. Enumerable.Range(0, height * width)
            .Select(i => $"{(i / width) + 1}, {(i % width) + 1}")], values, width, marks);

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ArgumentException(otherwise);
        }
    }
}
