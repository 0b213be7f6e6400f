namespace Pruning.Reproductions.Papers.L1Filters;

/// <summary>
/// Pruning of the baseline's linear layer by Optimal Brain Damage and by magnitude, without retraining.
/// </summary>
internal static class LinearLayer
{
    private const double Noticeable = 0.01;

    /// <summary>Sparsity levels, in per cent of the layer's weights.</summary>
    public static IReadOnlyList<int> Levels { get; } = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99];

    /// <summary>
    /// Test accuracy by Optimal Brain Damage minus that by magnitude at a level, shown with all levels.
    /// </summary>
    public static Quantity Difference(int level) =>
        Quantity.Difference($"obd@{level}.testAccuracy", $"magnitude@{level}.testAccuracy") with
        {
            Arms = [.. Levels.SelectMany(k => new[] { $"obd@{k}", $"magnitude@{k}" })],
        };

    /// <summary>Adds the accuracy curves of both criteria to a plan.</summary>
    public static void Curves(StudyPlan plan, Arm baseline)
    {
        foreach (var (family, criterion) in new[] { ("obd", Criterion.OptimalBrainDamage),
            ("magnitude", Criterion.Magnitude) })
        {
            var method = new PruningMethod(criterion) { Spared = ["conv1", "conv2"] };
            plan.Sweep(family, Levels, baseline, k => baseline.Prune(method, Amount.OfTotal(k / 100.0)),
                byExample: [90]);
        }
    }

    /// <summary>States how far each criterion prunes without a noticeable loss, and defines the saliency.</summary>
    public static string HowFar(IReadOnlyList<Replicate> replicates, Reading reading) =>
        "The mean stays within one point of the unpruned net’s up to "
            + $"{ResultText.LargestHeld(replicates, "obd", Levels, Noticeable)} % of the linear layer’s weights by "
            + $"Optimal Brain Damage and {ResultText.LargestHeld(replicates, "magnitude", Levels, Noticeable)} % by "
            + "magnitude (a level counts if all below it do). "
        + "The saliency is ½·h·w² (LeCun, Denker and Solla 1990): h, the diagonal of the Hessian over the training "
        + "images, is exact for the last layer; off-diagonal entries and the first-order term are left out.";
}
