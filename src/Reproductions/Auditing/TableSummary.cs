namespace Pruning.Reproductions.Auditing;

/// <summary>A table of a reading in its report.</summary>
/// <param name="Name"><c>arm.table</c>.</param>
/// <param name="Values">
/// [rows × columns], row-major: means over <paramref name="Runs"/> replicates, or those of one.
/// </param>
/// <param name="Runs">Number of replicates behind the values.</param>
/// <param name="Seed">Seed of the replicate whose values these are; null: values are means.</param>
/// <param name="PictureWidth">Width, in columns, of the picture in each row; 0: no picture.</param>
/// <param name="Mark">Meaning of a marked entry; null: none is marked.</param>
/// <param name="Marked">Ascending indices of the marked entries in <paramref name="Values"/>.</param>
public sealed record TableSummary(
    string Name,
    string RowsAre,
    string ColumnsAre,
    IReadOnlyList<string> Rows,
    IReadOnlyList<string> Columns,
    IReadOnlyList<double> Values,
    int Runs,
    int? Seed = null,
    int PictureWidth = 0,
    string? Mark = null,
    IReadOnlyList<int>? Marked = null)
{
    /// <summary>How reports show it; reports from before there were other views have it from the width.</summary>
    public TableView View { get; init; } = PictureWidth > 0 ? TableView.Pictures : TableView.Heat;

    /// <summary>
    /// The tables of a reading that a claim shows: in the primary reading those of its arms, in another those of the
    /// arms it changes, and none where only the judging differs.
    /// </summary>
    public static IReadOnlyList<TableSummary> Of(Claim claim, Reading reading, Run run) =>
        [.. run.Replicates.SelectMany(r => r.Tables.Keys).Distinct()
            .Where(name => claim.Shows(name) && (reading.Primary || Moves(claim, reading, name)))
            .Select(name => Of(name, run))
            .OfType<TableSummary>()];

    private static bool Moves(Claim claim, Reading reading, string name) =>
        reading.Protocol != claim.Study.Primary.Protocol
            && reading.ChangedArms.Contains(Claim.FamilyOf(name.Split('.')[0]));

    /// <summary>The table over the replicates in which it is finite; null where there are none.</summary>
    private static TableSummary? Of(string name, Run run)
    {
        var whole = run.Replicates.Where(r => !r.Diverged && r.Tables.TryGetValue(name, out var t)
            && t.Values.All(double.IsFinite)).ToArray();
        if (whole.Length == 0)
        {
            return null;
        }

        var first = whole[0].Tables[name];
        return first.View == TableView.Heat
            ? Summary(name, first, Mean(name, [.. whole.Select(r => r.Tables[name])]), whole.Length, null)
            : Summary(name, first, first.Values, 1, whole[0].Seed);
    }

    private static double[] Mean(string name, NamedTable[] tables) =>
        tables.All(t => t.Rows.SequenceEqual(tables[0].Rows) && t.Columns.SequenceEqual(tables[0].Columns))
            ? [.. tables[0].Values.Select((_, i) => tables.Average(t => t.Values[i]))]
            : throw new InvalidOperationException($"{name}: rows or columns differ between replicates, so there is no "
                + "mean.");

    private static TableSummary Summary(string name, NamedTable table, IReadOnlyList<double> values, int runs,
        int? seed)
    {
        // Marks differ between runs, so a mean of several shows none.
        var marks = runs == 1 ? table.Marks : null;
        return new(
            name, table.RowsAre, table.ColumnsAre, table.Rows, table.Columns, values, runs, seed, table.PictureWidth,
            marks?.Meaning, marks is null ? null : [.. Enumerable.Range(0, values.Count).Where(i => marks.At[i])])
        {
            View = table.View,
        };
    }
}
