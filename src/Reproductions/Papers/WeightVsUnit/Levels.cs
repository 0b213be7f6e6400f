namespace Pruning.Reproductions.Papers.WeightVsUnit;

/// <summary>The levels k, in per cent of a layer, and what is asked of the curves over them.</summary>
internal static class Levels
{
    /// <summary>What loss of accuracy counts as noticeable, unless a reading says otherwise: a point.</summary>
    public const double Noticeable = 0.01;

    /// <summary>
    /// Far less than one image: a loss of exactly the margin is lost, however the difference was rounded.
    /// </summary>
    private const double Rounding = 1e-9;

    /// <summary>The published levels and 20, which the text speaks of.</summary>
    public static readonly IReadOnlyList<int> All = [0, 20, 25, 50, 60, 70, 80, 90, 95, 97, 99];

    /// <summary>Those at which something is pruned.</summary>
    public static IReadOnlyList<int> Pruned { get; } = [.. All.Where(k => k > 0)];

    /// <summary>The name of an arm at a level; nothing pruned is the same net for all.</summary>
    public static string Arm(string family, int k) => k == 0 ? "weight@0" : $"{family}@{k}";

    /// <summary>int(k·n) of a pool's n entries.</summary>
    public static Amount Share(int k) => Amount.OfTotalTruncated(k / 100.0);

    /// <summary>Test accuracy of an arm at a level.</summary>
    public static string Accuracy(string family, int k) => $"{Arm(family, k)}.testAccuracy";

    /// <summary>By how much an arm at a level is more accurate than the unpruned net.</summary>
    public static Quantity Gain(string family, int k) => Quantity.Difference(Accuracy(family, k), Accuracy(family, 0));

    /// <summary>
    /// The largest level up to which a replicate's accuracy stays within <paramref name="margin"/> of its unpruned one,
    /// in per cent.
    /// </summary>
    public static double LargestHeld(IReadOnlyDictionary<string, double> values, string family, double margin) =>
        All.TakeWhile(k => k == 0 || values[Accuracy(family, 0)] - values[Accuracy(family, k)] < margin - Rounding)
            .Last();

    /// <summary>The least level at which it no longer does; past the last level: 100.</summary>
    public static double FirstLost(IReadOnlyDictionary<string, double> values, string family, double margin) =>
        All.SkipWhile(k => k <= LargestHeld(values, family, margin)).DefaultIfEmpty(100).First();

    /// <summary>By how many points of k the first family holds further than the second.</summary>
    public static Quantity HoldsFurther(string family, string other, double margin) => new(
        $"largest k held by {family} − by {other}",
        [.. All.SelectMany(k => new[] { Arm(family, k), Arm(other, k) }).Distinct()],
        r => LargestHeld(r.Values, family, margin) - LargestHeld(r.Values, other, margin));
}
