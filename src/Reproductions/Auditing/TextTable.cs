namespace Pruning.Reproductions.Auditing;

/// <summary>A table of words that a claim brings to its report, whatever the runs give.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="RowsAre">Meaning of the rows: <c>recommendation</c>.</param>
/// <param name="Rows">Names of the rows.</param>
/// <param name="Columns">Names of the columns.</param>
/// <param name="Cells">[rows × columns], row-major.</param>
public sealed record TextTable(
    string Caption,
    string RowsAre,
    IReadOnlyList<string> Rows,
    IReadOnlyList<string> Columns,
    IReadOnlyList<TextCell> Cells)
{
    public IReadOnlyList<TextCell> Cells { get; } = Cells.Count == Rows.Count * Columns.Count
        ? Cells
        : throw new ArgumentException(
            $"{Cells.Count} cells do not fill {Rows.Count} rows of {Columns.Count} columns ({Caption}).",
            nameof(Cells));

    /// <summary>The cells of a row.</summary>
    public IEnumerable<TextCell> CellsOf(int row) => Cells.Skip(row * Columns.Count).Take(Columns.Count);
}
