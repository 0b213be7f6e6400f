namespace Pruning.Reproductions.Reporting.Plots;

/// <summary>
/// Linear or logarithmic axis: maps a range of values to per cent and gives round numbers along it.
/// </summary>
/// <param name="Low">The value at 0 %.</param>
/// <param name="High">The value at 100 %; greater than <paramref name="Low"/>.</param>
public sealed record Axis(double Low, double High)
{
    // Larger values are drawn at the edge; no audit yields them, and their differences must not overflow.
    private const double Largest = 1e150;

    // Ratio of the largest value to the smallest above which a linear axis would crowd most of them at one end.
    private const double WidestLinear = 100;

    /// <summary>Whether equal ratios are equally far apart; then <see cref="Low"/> is above zero.</summary>
    public bool Logarithmic { get; private init; }

    /// <summary>
    /// The range of all finite <paramref name="values"/>, widened at both ends by a share <paramref name="padding"/> of
    /// its length.
    /// </summary>
    public static Axis Over(IEnumerable<double> values, double padding = 0.05)
    {
        var finite = values.Where(double.IsFinite).Select(Drawable).DefaultIfEmpty(0).ToList();
        var (low, high) = (finite.Min(), finite.Max());

        // A range no wider than rounding gives no scale.
        var room = high - low > 1e-12 * Math.Max(Math.Abs(low), Math.Abs(high)) ? padding * (high - low)
            : low == 0 ? 1
            : 0.05 * Math.Abs(low);
        return new Axis(low - room, high + room);
    }

    /// <summary>
    /// A logarithmic axis over <paramref name="values"/> if all are positive and span more than two orders of
    /// magnitude; otherwise <see cref="Over"/>.
    /// </summary>
    public static Axis Fitting(IReadOnlyCollection<double> values, double padding = 0.05)
    {
        if (values.Count == 0 || !values.All(v => v > 0 && double.IsFinite(v))
            || values.Max() / values.Min() <= WidestLinear)
        {
            return Over(values, padding);
        }

        var powers = Over(values.Select(v => Math.Log10(Math.Clamp(v, 1 / Largest, Largest))), padding);
        return new Axis(Math.Pow(10, powers.Low), Math.Pow(10, powers.High)) { Logarithmic = true };
    }

    /// <summary>Clamps a value to those that can be drawn.</summary>
    public static double Drawable(double value) => Math.Clamp(value, -Largest, Largest);

    /// <summary>Position of <paramref name="value"/> in per cent of the axis, clamped to its ends.</summary>
    public double At(double value) => Logarithmic
        ? Share(Math.Log10(Math.Max(value, Low)), Math.Log10(Low), Math.Log10(High))
        : Share(value, Low, High);

    /// <summary>
    /// About <paramref name="about"/> multiples of 1, 2 or 5 times a power of ten within the axis; powers of ten alone
    /// if it is logarithmic.
    /// </summary>
    public Ticks Ticks(int about)
    {
        if (Logarithmic)
        {
            return Powers(about);
        }

        var rough = (High - Low) / Math.Max(1, about);
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = (rough / power) switch
        {
            < 1.5 => power,
            < 3.5 => 2 * power,
            < 7.5 => 5 * power,
            _ => 10 * power,
        };

        var (low, high, places) = (Low, High, Math.Clamp((int)-Math.Floor(Math.Log10(step) + 1e-9), 0, 15));
        var first = Math.Ceiling((low / step) - 1e-9);
        var count = (int)Math.Floor((high / step) - first + 1e-9) + 1;
        var values = Enumerable.Range(0, Math.Clamp(count, 0, 50)).Select(i => Round((first + i) * step));
        return new Ticks([.. values], places);

        double Round(double v) => step < 1e-15 ? v : Math.Round(v, places) + 0.0;
    }

    private static double Share(double value, double low, double high) =>
        100 * Math.Clamp((value - low) / (high - low), 0, 1);

    // Every power of ten, or every second, third, … where all would be too many.
    private Ticks Powers(int about)
    {
        var first = (int)Math.Ceiling(Math.Log10(Low) - 1e-9);
        var last = (int)Math.Floor(Math.Log10(High) + 1e-9);
        var step = Math.Max(1, (int)Math.Round((last - first + 1) / (double)Math.Max(1, about)));
        return new Ticks([.. Enumerable.Range(first, last - first + 1).Where(p => p % step == 0)
            .Select(p => Math.Pow(10, p))], null);
    }
}
