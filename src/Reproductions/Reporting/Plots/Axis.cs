namespace Pruning.Reproductions.Reporting.Plots;

/// <summary>Linear axis: maps a range of values to per cent and gives round numbers along it.</summary>
/// <param name="Low">The value at 0 %.</param>
/// <param name="High">The value at 100 %; greater than <paramref name="Low"/>.</param>
public sealed record Axis(double Low, double High)
{
    // Larger values are drawn at the edge; no audit yields them, and their differences must not overflow.
    private const double Largest = 1e150;

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

    /// <summary>Clamps a value to those that can be drawn.</summary>
    public static double Drawable(double value) => Math.Clamp(value, -Largest, Largest);

    /// <summary>Position of <paramref name="value"/> in per cent of the axis, clamped to its ends.</summary>
    public double At(double value) => 100 * Math.Clamp((value - Low) / (High - Low), 0, 1);

    /// <summary>About <paramref name="about"/> multiples of 1, 2 or 5 times a power of ten within the axis.</summary>
    public Ticks Ticks(int about)
    {
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
}
