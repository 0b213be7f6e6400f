using Pruning.Reproductions.Reporting.Plots;

namespace Pruning.Reproductions.Reporting;

/// <summary>Formats a table's texts and figures, identically on the page and in Markdown.</summary>
internal sealed class TableCells
{
    /// <summary>Suffix of a marked entry.</summary>
    public const string Cross = "×";

    // Larger numbers are printed as powers of ten; no audit yields them.
    private const double Huge = 1e7;

    private readonly TableSummary table;
    private readonly HashSet<int> marked;
    private readonly string? format;

    public TableCells(TableSummary table)
    {
        this.table = table;
        marked = [.. table.Marked ?? []];
        var finite = table.Values.Where(double.IsFinite).Select(Math.Abs).ToList();
        Largest = finite.DefaultIfEmpty(0).Max();
        format = Largest switch
        {
            // The values of points have two meanings, and may span orders of magnitude: each has digits of its own.
            _ when table.View == TableView.Scatter => null,
            0 => "0",
            >= Huge or < 0.001 => "0.##e0",
            _ when finite.TrueForAll(v => v == Math.Floor(v)) => "#,0",
            >= 100 => "#,0.0",
            >= 10 => "0.00",
            _ => "0.000",
        };
    }

    /// <summary>The largest absolute value; 0: all are zero.</summary>
    public double Largest { get; }

    public int MarkedCount => marked.Count;

    /// <summary>The arm and the table's name: <c>before: confusion</c>.</summary>
    public string Title
    {
        get
        {
            var (arm, metric) = CurvePlot.Split(table.Name);
            return arm == metric ? CurvePlot.Readable(arm) : $"{arm}: {CurvePlot.Readable(metric)}";
        }
    }

    /// <summary>Source of the values: <c>mean over 8 runs</c>.</summary>
    public string Source => table.Seed is { } seed ? $"run of seed {seed}"
        : table.Runs == 1 ? "one run"
        : $"mean over {table.Runs} runs";

    /// <summary>Title, axes, source and marks in one line.</summary>
    public string Caption
    {
        get
        {
            var marks = table.Mark is { } mark ? $" ({Cross} {mark})" : string.Empty;
            return $"{Title}, {table.RowsAre} by {table.ColumnsAre}, {Source}{marks}";
        }
    }

    /// <summary>Head of the row names where the columns have no heading of their own.</summary>
    public string Corner => $"{table.RowsAre} \\ {table.ColumnsAre}";

    /// <summary>An entry's figure with its mark.</summary>
    public string Text(int at) => IsMarked(at) ? $"{Number(table.Values[at])} {Cross}" : Number(table.Values[at]);

    public bool IsMarked(int at) => marked.Contains(at);

    /// <summary>Size of an entry relative to the largest, 0 to 1.</summary>
    public double Share(int at) =>
        Largest > 0 && double.IsFinite(table.Values[at]) ? Math.Abs(table.Values[at]) / Largest : 0;

    /// <summary>A value's figure.</summary>
    public string Number(double value)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return value == 0 ? "0" : "–";
        }

        var size = Math.Abs(value);
        var digits = size.ToString(format ?? FourDigits(size));
        var rounded = double.TryParse(digits, out var read) && read == 0;
        return (value < 0 && !rounded ? "−" : string.Empty) + digits.Replace("e-", "e−");
    }

    private static string FourDigits(double size) => size is >= Huge or < 1e-4 ? "0.###e0"
        : "#,0." + new string('#', Math.Max(0, 3 - (int)Math.Floor(Math.Log10(size))));
}
