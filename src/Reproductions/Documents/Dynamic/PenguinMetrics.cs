using Pruning.Reproductions.Auditing;
using Pruning.Shared.Data;
using Pruning.Shared.Statistics;
using Pruning.Shared.Training;

namespace Pruning.Reproductions.Documents.Dynamic;

/// <summary>Collects the metrics of the penguins' arms, replicate by replicate.</summary>
/// <param name="prunable">How many parameters may be pruned.</param>
/// <param name="fixedTestSet">Whether all replicates share their test examples, so that losses example by example can be compared.</param>
internal sealed class PenguinMetrics(Examples examples, Split[] splits, int prunable, bool fixedTestSet)
{
    /// <summary>The stretch of epochs on which "still learning" is judged.</summary>
    private const int From = 3600;

    private readonly Dictionary<string, double>[] values = [.. splits.Select(_ => new Dictionary<string, double>())];
    private readonly Dictionary<string, IReadOnlyList<double>>[] perExample = [.. splits.Select(_ => new Dictionary<string, IReadOnlyList<double>>())];
    private readonly Dictionary<string, IReadOnlyList<double>>[] curves = [.. splits.Select(_ => new Dictionary<string, IReadOnlyList<double>>())];
    private readonly bool[] diverged = new bool[splits.Length];

    /// <summary>Losses and accuracies of trained nets, and what share of what may be pruned is gone.</summary>
    public void Add(string arm, TrainedRow[] rows)
    {
        float[][] parameters = [.. rows.Select(r => r.Values)];
        var test = Evaluation.Of(PenguinProtocol.Net, parameters, [.. splits.Select(s => s.Test)], examples);
        var train = Evaluation.Of(PenguinProtocol.Net, parameters, [.. splits.Select(s => s.Train)], examples);
        var validation = Evaluation.Of(PenguinProtocol.Net, parameters, [.. splits.Select(s => s.Validation)], examples);
        for (var r = 0; r < rows.Length; r++)
        {
            values[r][$"{arm}.testLoss"] = test[r].Loss;
            values[r][$"{arm}.testAccuracy"] = test[r].Accuracy;
            values[r][$"{arm}.trainLoss"] = train[r].Loss;
            values[r][$"{arm}.validationLoss"] = validation[r].Loss;
            values[r][$"{arm}.removed"] = rows[r].Pruned;
            values[r][$"{arm}.removedShare"] = rows[r].Pruned / (double)prunable;
            diverged[r] |= !rows[r].Finite || !double.IsFinite(test[r].Loss);
            if (fixedTestSet)
            {
                perExample[r][$"{arm}.testLoss"] = [.. test[r].Losses.Select(l => (double)l)];
            }
        }
    }

    /// <summary>How an arm learned: slope and fall of its training loss at the end, and epochs to the unpruned net's final validation loss.</summary>
    public void AddTraining(string arm, TrainedRow[] rows, TrainedRow[] unpruned)
    {
        for (var r = 0; r < rows.Length; r++)
        {
            var loss = rows[r].TrainLoss;
            double[] epochs = [.. Enumerable.Range(From, PenguinExperiment.Epochs - From + 1).Select(e => (double)e)];
            double[] tail = [.. epochs.Select(e => (double)loss[(int)e - 1])];
            values[r][$"{arm}.trainLossSlope"] = 1000 * LeastSquares.Slope(epochs, tail);
            values[r][$"{arm}.trainLossFall"] = (tail[0] - tail[^1]) / tail[0];
            var target = unpruned[r].ValidationLoss[^1];
            values[r][$"{arm}.epochsToUnprunedLoss"] = FirstEpoch(rows[r].ValidationLoss, target);
            values[r][$"{arm}.reachedUnprunedLoss"] = rows[r].ValidationLoss.Any(l => l <= target) ? 1 : 0;
            curves[r][$"{arm}.trainLoss"] = PenguinExperiment.Thin(loss);
            curves[r][$"{arm}.validationLoss"] = PenguinExperiment.Thin(rows[r].ValidationLoss);
        }
    }

    public IReadOnlyList<Replicate> Replicates(IReadOnlyList<int> seeds, double seconds) =>
        [.. seeds.Select((seed, r) => new Replicate(seed, values[r], perExample[r], curves[r], diverged[r], seconds))];

    /// <summary>The number of epochs after which the loss is first at most <paramref name="target"/>; never: all of them.</summary>
    private static int FirstEpoch(float[] loss, float target)
    {
        var first = Array.FindIndex(loss, l => l <= target);
        return first < 0 ? PenguinExperiment.Epochs : first + 1;
    }
}
