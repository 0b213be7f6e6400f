namespace Pruning.Reproductions.Reporting.Plots;

/// <summary>Round numbers along an axis, and the decimals that distinguish them.</summary>
/// <param name="Values">The numbers, ascending.</param>
/// <param name="Decimals">Decimals of every label; null: as many as each number has.</param>
public sealed record Ticks(IReadOnlyList<double> Values, int? Decimals)
{
    // Labels of one axis share a prefix, so that they compare at a glance; powers of ten have one each.
    private readonly double largest = Values.Select(Math.Abs).DefaultIfEmpty(0).Max();

    /// <summary>A tick's label, with a true minus sign.</summary>
    public string Label(double value)
    {
        var size = Math.Abs(value);
        var digits = LargeCount.Of(size, Decimals is null ? size : largest) is var (scaled, prefix)
            ? scaled == 0 ? "0" : $"{scaled.ToString("0.###")} {prefix}"
            : size >= LargeCount.Least || (size > 0 && size < 1e-6) ? size.ToString("0.##e0").Replace("e-", "e−")
            : size.ToString(Decimals is { } decimals ? (size >= 10_000 ? "N" : "F") + decimals : "#,0.######");
        return value < 0 ? "−" + digits : digits;
    }
}
