namespace Pruning.Reproductions.Studies;

/// <summary>
/// A replicate's table of numbers with named rows and columns, such as a confusion matrix or the weights of kernels,
/// and how reports show it.
/// </summary>
public sealed record NamedTable
{
    /// <param name="rowsAre">Meaning of the rows: <c>true class</c>.</param>
    /// <param name="columnsAre">Meaning of the columns: <c>predicted class</c>.</param>
    /// <param name="values">
    /// [rows × columns], row-major; stored in single precision, which is exact for counts up to 16,777,216.
    /// </param>
    /// <param name="pictureWidth">Width, in columns, of the picture in each row; 0: no picture.</param>
    /// <param name="marks">Marks on the entries; null: none.</param>
    /// <param name="view">How reports show it; null: as pictures if they have a width, else shaded.</param>
    /// <exception cref="ArgumentException">
    /// Values or marks do not match the cells, the columns do not suit the view, or a name is null.
    /// </exception>
    public NamedTable(
        string rowsAre,
        string columnsAre,
        IReadOnlyList<string> rows,
        IReadOnlyList<string> columns,
        IReadOnlyList<double> values,
        int pictureWidth = 0,
        TableMarks? marks = null,
        TableView? view = null)
    {
        View = view ?? (pictureWidth == 0 ? TableView.Heat : TableView.Pictures);
        var what = $"{rows.Count} rows ({rowsAre}) of {columns.Count} columns ({columnsAre})";
        Require(values.Count == (long)rows.Count * columns.Count, $"{values.Count} values do not fill {what}.");
        Require(marks is null || marks.At.Count == values.Count, $"{marks?.At.Count} marks do not fit {what}.");
        Require(pictureWidth == 0 || (pictureWidth > 0 && columns.Count % pictureWidth == 0),
            $"{what} do not form pictures {pictureWidth} wide.");
        Require((View == TableView.Pictures) == (pictureWidth > 0),
            $"{what} have a width of {pictureWidth}, which does not suit the view {View}.");
        Require(View != TableView.Scatter || columns.Count == 2, $"{what} are not the coordinates of points.");
        Require(rows.Concat(columns).All(name => name is not null), $"A name is null in {what}.");
        (RowsAre, ColumnsAre, Rows, Columns, Values, PictureWidth, Marks) =
            (rowsAre, columnsAre, rows, columns, values, pictureWidth, marks);
    }

    public string RowsAre { get; }

    public string ColumnsAre { get; }

    public IReadOnlyList<string> Rows { get; }

    public IReadOnlyList<string> Columns { get; }

    public IReadOnlyList<double> Values { get; }

    public TableView View { get; }

    public int PictureWidth { get; }

    public TableMarks? Marks { get; }

    /// <summary>
    /// Table of small pictures, such as a convolution's kernels: one per row, with columns named by line and column of
    /// the picture.
    /// </summary>
    /// <param name="picturesAre">Meaning of the pictures: <c>kernel</c>.</param>
    /// <param name="values">[names × height × width], row-major.</param>
    /// <param name="marks">One per value; null: none.</param>
    /// <exception cref="ArgumentException">Values or marks do not match the pictures.</exception>
    public static NamedTable Pictures(string picturesAre, IReadOnlyList<string> names, int height, int width,
        IReadOnlyList<double> values, TableMarks? marks = null) =>
        new(picturesAre, "line, column", names, [.. Enumerable.Range(0, height * width)
            .Select(i => $"{(i / width) + 1}, {(i % width) + 1}")], values, width, marks);

    /// <summary>
    /// Table of points in a plane, such as the units of a net by two scores. The text before the last space of a
    /// point's name is its group: <c>conv1</c> of <c>conv1 3</c>.
    /// </summary>
    /// <param name="pointsAre">Meaning of the points: <c>filter</c>.</param>
    /// <param name="points">Names of the points.</param>
    /// <param name="x">Meaning of the values across.</param>
    /// <param name="y">Meaning of the values up.</param>
    /// <param name="xs">One per point.</param>
    /// <param name="ys">One per point.</param>
    /// <exception cref="ArgumentException">There is not one value of each kind for every point.</exception>
    public static NamedTable Scatter(string pointsAre, IReadOnlyList<string> points, string x, string y,
        IReadOnlyList<double> xs, IReadOnlyList<double> ys)
    {
        Require(xs.Count == points.Count && ys.Count == points.Count,
            $"{xs.Count} values across and {ys.Count} up do not fit {points.Count} points ({pointsAre}).");
        return new(pointsAre, "coordinate", points, [x, y], [.. xs.Zip(ys, (a, b) => new[] { a, b })
            .SelectMany(p => p)], view: TableView.Scatter);
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ArgumentException(otherwise);
        }
    }
}
