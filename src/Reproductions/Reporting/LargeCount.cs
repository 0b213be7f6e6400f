namespace Pruning.Reproductions.Reporting;

/// <summary>Scales numbers that have too many digits to be read: millions (M), and so on.</summary>
internal static class LargeCount
{
    /// <summary>The least number that is scaled.</summary>
    public const double Least = 1e7;

    // Larger numbers are errors, not counts.
    private const double Most = 1e15;

    /// <summary>The number in units of the prefix that suits <paramref name="like"/>; null: it needs none.</summary>
    public static (double Scaled, string Prefix)? Of(double number, double like) => like switch
    {
        < Least or >= Most or double.NaN => null,
        < 1e9 => (number / 1e6, "M"),
        < 1e12 => (number / 1e9, "G"),
        _ => (number / 1e12, "T"),
    };
}
