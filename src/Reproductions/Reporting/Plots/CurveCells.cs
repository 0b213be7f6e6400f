namespace Pruning.Reproductions.Reporting.Plots;

/// <summary>The figures of curves as the rows of a table.</summary>
internal static class CurveCells
{
    private const int Most = 12;

    private static readonly FigureFormat Bare = new(1, string.Empty, 0, Signed: false);

    /// <summary>
    /// Indices of the points in a table: all, or some of many, evenly spread from the first to the last.
    /// </summary>
    /// <param name="count">Number of points.</param>
    public static IEnumerable<int> Places(int count)
    {
        var rows = Math.Min(Most, count);
        return Enumerable.Range(0, rows).Select(i => rows == 1 ? 0 : i * (count - 1) / (rows - 1)).Distinct();
    }

    /// <summary>A point's place on the study's axis.</summary>
    public static string Level(double x) => Bare.Number(x);

    /// <summary>A point's mean; a dash without one.</summary>
    public static string Mean(CurveSummary curve, int i, FigureFormat format) =>
        i < curve.Mean.Count ? format.Number(curve.Mean[i]) : "–";

    /// <summary>A point's mean with the middle 90 % of single runs; a dash without one.</summary>
    public static string Spread(CurveSummary curve, int i, FigureFormat format) => i >= curve.Mean.Count
        ? "–"
        : (format with { Symbol = string.Empty }).Text(curve.Mean[i], At(curve.Lower, i), At(curve.Upper, i));

    private static double? At(IReadOnlyList<double> values, int i) => i < values.Count ? values[i] : null;
}
