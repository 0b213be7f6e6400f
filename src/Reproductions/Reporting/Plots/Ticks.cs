namespace Pruning.Reproductions.Reporting.Plots;

/// <summary>Round numbers along an axis, and the decimals that distinguish them.</summary>
public sealed record Ticks(IReadOnlyList<double> Values, int Decimals)
{
    /// <summary>A tick's label, with a true minus sign.</summary>
    public string Label(double value)
    {
        var size = Math.Abs(value);
        var digits = size >= 1e7 || (size > 0 && size < 1e-6)
            ? size.ToString("0.##e0")
            : size.ToString((size >= 10_000 ? "N" : "F") + Decimals);
        return value < 0 ? "−" + digits : digits;
    }
}
