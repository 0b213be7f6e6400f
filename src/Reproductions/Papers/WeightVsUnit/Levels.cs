namespace Pruning.Reproductions.Papers.WeightVsUnit;

/// <summary>Sparsity levels k, in per cent of a layer, and the quantities on their curves.</summary>
internal static class Levels
{
    /// <summary>Default margin of a noticeable loss of accuracy: one point.</summary>
    public const double Noticeable = 0.01;

    /// <summary>Rounding allowance, far below one image: a loss of exactly the margin counts as lost.</summary>
    private const double Rounding = 1e-9;

    /// <summary>The published levels and 20, which the text mentions.</summary>
    public static readonly IReadOnlyList<int> All = [0, 20, 25, 50, 60, 70, 80, 90, 95, 97, 99];

    /// <summary>The levels above 0.</summary>
    public static IReadOnlyList<int> Pruned { get; } = [.. All.Where(k => k > 0)];

    /// <summary>Arm name of a family at a level; level 0 is the same net for all.</summary>
    public static string Arm(string family, int k) => k == 0 ? "weight@0" : $"{family}@{k}";

    /// <summary>Amount int(k·n) of a pool's n entries.</summary>
    public static Amount Share(int k) => Amount.OfTotalTruncated(k / 100.0);

    /// <summary>Metric name of a family's test accuracy at a level.</summary>
    public static string Accuracy(string family, int k) => $"{Arm(family, k)}.testAccuracy";

    /// <summary>Test accuracy of a family at a level minus that of the unpruned net.</summary>
    public static Quantity Gain(string family, int k) => Quantity.Difference(Accuracy(family, k), Accuracy(family, 0));

    /// <summary>
    /// The largest level, in per cent, up to which a replicate's accuracy stays within <paramref name="margin"/> of the
    /// unpruned net's.
    /// </summary>
    public static double LargestHeld(IReadOnlyDictionary<string, double> values, string family, double margin) =>
        All.TakeWhile(k => k == 0 || values[Accuracy(family, 0)] - values[Accuracy(family, k)] < margin - Rounding)
            .Last();

    /// <summary>The least level that does not hold; 100 where all hold.</summary>
    public static double FirstLost(IReadOnlyDictionary<string, double> values, string family, double margin) =>
        All.SkipWhile(k => k <= LargestHeld(values, family, margin)).DefaultIfEmpty(100).First();

    /// <summary>Largest level held by the first family minus that held by the second, in points of k.</summary>
    public static Quantity HoldsFurther(string family, string other, double margin) => new(
        $"largest k held by {family} − by {other}",
        [.. All.SelectMany(k => new[] { Arm(family, k), Arm(other, k) }).Distinct()],
        r => LargestHeld(r.Values, family, margin) - LargestHeld(r.Values, other, margin));
}
