namespace Pruning.Reproductions.Judging.Tables;

/// <summary>How a table of runs is read.</summary>
internal sealed record TableLayout
{
    /// <summary>
    /// Names of the columns <c>seed</c>, <c>arm</c>, <c>metric</c> and <c>value</c>, where they differ.
    /// </summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Columns and the value that a row must have in each to count; empty: every row counts.</summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>();

    /// <summary>The decimal mark; null: a point, or in a file separated by semicolons what its numbers show.</summary>
    public DecimalMark? Decimal { get; init; }

    /// <summary>Whether an empty cell of a judged metric stands for a diverged run; otherwise it is an error.</summary>
    public bool EmptyIsDiverged { get; init; }

    /// <summary>The name of a column.</summary>
    public string NameOf(string column) => Columns.GetValueOrDefault(column, column);
}
