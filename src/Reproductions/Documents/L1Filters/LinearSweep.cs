using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Documents.Common;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;

namespace Pruning.Reproductions.Documents.L1Filters;

/// <summary>Weights of the baseline's linear layer removed by Optimal Brain Damage and, as many, by magnitude; without retraining.</summary>
internal static class LinearSweep
{
    private const double Noticeable = 0.01;

    /// <summary>Shares of the layer's weights, in per cent.</summary>
    public static IReadOnlyList<int> Levels { get; } = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99];

    /// <summary>Test accuracy of a family at a level.</summary>
    public static string Accuracy(string family, int level) => $"{family}@{level}.testAccuracy";

    /// <summary>By how much Optimal Brain Damage leaves more accuracy than magnitude at a level; all levels are shown beside it.</summary>
    public static Quantity Difference(int level) => Quantity.Difference(Accuracy("obd", level), Accuracy("magnitude", level)) with
    {
        Arms = [.. Levels.SelectMany(k => new[] { $"obd@{k}", $"magnitude@{k}" })],
    };

    /// <summary>Measures both curves.</summary>
    /// <param name="trained">The baseline nets, one row a seed.</param>
    public static void Measure(IReadOnlyList<float[]> trained, IReadOnlyList<int> seeds, ImageTraining images, ArmResults results, CancellationToken cancel)
    {
        var pruner = new Pruner(FilterProtocol.Net, trained, seeds);
        int[] all = [.. Enumerable.Range(0, images.Train.Count)];
        var linear = new PruningMethod(Criterion.Magnitude) { Spared = ["conv1", "conv2"] };
        using var last = results.Enter(FilterProtocol.Net.Steps.Length - 1, FilterProtocol.Net, trained);
        (string, Criterion)[] families = [("obd", Criterion.OptimalBrainDamage), ("magnitude", Criterion.Magnitude)];
        foreach (var (family, criterion) in families)
        {
            var method = linear with { Criterion = criterion };
            PruningOrder[] orders = [.. trained.Select((row, r) => method.Order(
                FilterProtocol.Net,
                new(row, r, seeds[r]) { Examples = images.Train, Training = all },
                [.. row.Select(_ => 1f)]))];
            results.Curve(family, "baseline", Levels, FilterProtocol.Net, Without, byExample: [90], last);

            float[][] Without(int level)
            {
                cancel.ThrowIfCancellationRequested();
                return pruner.Masked([.. orders.Select(order => order.Prune(Amount.OfTotal(level / 100.0)))]);
            }
        }
    }

    /// <summary>How far either goes without a noticeable loss, and what the saliency is.</summary>
    public static string HowFar(IReadOnlyList<Replicate> replicates, Reading reading) =>
        $"The mean stays within one point of the whole net’s up to {Phrases.LargestHeld(replicates, "obd", Levels, Noticeable)} % of the linear layer’s weights by Optimal Brain Damage and {Phrases.LargestHeld(replicates, "magnitude", Levels, Noticeable)} % by magnitude (a level counts if all below it do). "
        + "Saliency ½·h·w² of LeCun, Denker and Solla 1990: h, the diagonal of the Hessian over the training images, is exact for the last layer; its other entries and the first-order term are left out.";
}
