using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;

namespace Pruning.Tests.Reproductions.Papers;

/// <summary>Replicates of the accuracy curves whose figures are said beforehand.</summary>
internal static class Curves
{
    public static readonly int[] Pruned = [20, 25, 50, 60, 70, 80, 90, 95, 97, 99];

    public static readonly IReadOnlyDictionary<string, IReadOnlyList<double>> None = new Dictionary<string,
        IReadOnlyList<double>>();

    /// <summary>Accuracies of arms.</summary>
    public static Replicate Of(params (string Arm, double Accuracy)[] arms) =>
        new(1, arms.ToDictionary(a => $"{a.Arm}.testAccuracy", a => a.Accuracy), None, None);

    /// <summary>
    /// Accuracies in per cent of the unpruned net and, at the ten levels in their order, of families of arms.
    /// </summary>
    public static Replicate Of(double unpruned, params (string Family, double[] Accuracies)[] families) => Of(
        [("weight@0", unpruned / 100), .. families.SelectMany(f =>
            Pruned.Zip(f.Accuracies, (k, a) => ($"{f.Family}@{k}", a / 100)))]);

    /// <summary>An accuracy up to a level, and another from the next on.</summary>
    public static double[] Until(int level, double before = 98, double after = 50) =>
        [.. Pruned.Select(k => k <= level ? before : after)];
}
