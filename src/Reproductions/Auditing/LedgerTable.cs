using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pruning.Reproductions.Auditing;

/// <summary>A table in a ledger line: values in single precision, marks as bits.</summary>
/// <param name="Marked">Bits in the format of <see cref="BitList"/>.</param>
/// <param name="View">
/// The view; null, and left out, where the width of pictures says it, as in lines from before there were others.
/// </param>
public sealed record LedgerTable(
    string RowsAre,
    string ColumnsAre,
    IReadOnlyList<string> Rows,
    IReadOnlyList<string> Columns,
    IReadOnlyList<float?> Values,
    int PictureWidth = 0,
    string? Mark = null,
    string? Marked = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TableView? View = null)
{
    public static LedgerTable Of(NamedTable table) => new(
        table.RowsAre,
        table.ColumnsAre,
        table.Rows,
        table.Columns,
        [.. table.Values.Select(v => float.IsFinite((float)v) ? (float)v : (float?)null)],
        table.PictureWidth,
        table.Marks?.Meaning,
        table.Marks is { } marks ? BitList.Of([.. marks.At.Select(m => m ? 1.0 : 0.0)]).ToText() : null,
        table.View is TableView.Heat or TableView.Pictures ? null : table.View);

    /// <exception cref="JsonException">The table is damaged.</exception>
    public NamedTable ToTable()
    {
        try
        {
            return new(RowsAre, ColumnsAre, Rows, Columns, [.. Values.Select(v => v ?? double.NaN)], PictureWidth,
                Marks(), View);
        }
        catch (ArgumentException e)
        {
            throw new JsonException($"A table is damaged: {e.Message}", e);
        }
    }

    private TableMarks? Marks() => (Mark, Marked) switch
    {
        (null, null) => null,
        ({ } meaning, { } bits) => new(meaning, [.. BitList.Parse(bits).Select(b => b > 0)]),
        _ => throw new JsonException("A table's marks are damaged."),
    };
}
