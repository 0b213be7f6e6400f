namespace Pruning.Reproductions.Reporting.Plots;

/// <summary>Histogram with bins of equal width.</summary>
/// <param name="Edges">Ascending, one more than bins. A value on an inner edge belongs to the bin above it.</param>
public sealed record Histogram(IReadOnlyList<double> Edges, IReadOnlyList<int> Counts)
{
    private const int MostBins = 40;

    /// <summary>
    /// Computes bins of width 2·IQR·n^(−1/3) (Freedman and Diaconis 1981), narrowed to fill the range exactly, at most
    /// 40; ⌈√n⌉ bins if the quartiles coincide; one bin if all values are equal; none without values.
    /// </summary>
    /// <param name="values">Finite values, in any order.</param>
    public static Histogram Of(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
        {
            return new Histogram([], []);
        }

        var sorted = values.Select(Axis.Drawable).Order().ToArray();
        var (low, range) = (sorted[0], sorted[^1] - sorted[0]);
        if (!(range > 1e-12 * Math.Max(Math.Abs(sorted[0]), Math.Abs(sorted[^1]))))
        {
            var half = low == 0 ? 0.5 : 0.01 * Math.Abs(low);
            return new Histogram([low - half, low + half], [sorted.Length]);
        }

        var width = 2 * (Quantile(sorted, 0.75) - Quantile(sorted, 0.25)) / Math.Cbrt(sorted.Length);
        var wanted = width > 0 ? (range / width) - 1e-9 : Math.Sqrt(sorted.Length);
        var bins = (int)Math.Clamp(Math.Ceiling(wanted), 1, MostBins);
        var edges = Enumerable.Range(0, bins + 1).Select(i => low + (range * i / bins)).ToArray();
        var counts = new int[bins];
        foreach (var value in sorted)
        {
            counts[Math.Min(bins - 1, (int)((value - low) / range * bins))]++;
        }

        return new Histogram(edges, counts);
    }

    /// <summary>Quantile with linear interpolation between order statistics (R's type 7).</summary>
    public static double Quantile(IReadOnlyList<double> sorted, double p)
    {
        var place = p * (sorted.Count - 1);
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
