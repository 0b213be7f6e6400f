using Pruning.Benchmarks.Problems;
using Pruning.Shared.Data;
using Pruning.Shared.Engine;
using Pruning.Shared.Training;

namespace Pruning.Benchmarks.Ours;

/// <summary>
/// Nets trained and measured as an audit does it: chunks of replicates, one thread each, side by side over the cores;
/// on a GPU all at once.
/// </summary>
internal static class Training
{
    /// <summary>The examples that a check measures are the first ones, this many at most.</summary>
    private const int Measured = 1000;

    /// <summary>Trains from <paramref name="values"/>, a row a seed.</summary>
    /// <returns>The rows afterwards.</returns>
    public static float[][] Run(
        Problem problem, IReadOnlyList<int> seeds, IReadOnlyList<float[]> values, int steps, Examples examples)
    {
        var split = new Split(problem.Train(), [], []);
        var trained = new float[seeds.Count][];
        InChunks(problem, seeds.Count, examples.Device, rows =>
        {
            var trainingStart = TrainingStart.Dense(
                [.. rows.Select(r => seeds[r])], [.. rows.Select(r => values[r])], [.. rows.Select(_ => split)]);
            foreach (var (row, result) in rows.Zip(Trainer.Train(problem.Net, trainingStart, problem.Plan(steps),
                examples)))
            {
                trained[row] = result.Values;
            }
        });
        return trained;
    }

    /// <summary>Every net's mean loss over the first examples, nats.</summary>
    public static double[] Losses(Problem problem, float[][] values, Examples examples)
    {
        int[] first = [.. Enumerable.Range(0, Math.Min(Measured, examples.Count))];
        var losses = new double[values.Length];
        InChunks(problem, values.Length, examples.Device, rows =>
        {
            float[][] some = [.. rows.Select(r => values[r])];
            var results = Evaluation.Of(problem.Net, some, [.. rows.Select(_ => first)], examples);
            foreach (var (row, result) in rows.Zip(results))
            {
                losses[row] = result.Loss;
            }
        });
        return losses;
    }

    private static void InChunks(Problem problem, int rows, Device device, Action<int[]> work)
    {
        var workers = Workers.Count(device);
        var share = (rows + workers - 1) / workers;
        var size = device == Device.Cpu ? Math.Min(problem.RowsAtOnce, share) : share;
        Workers.Run([.. Enumerable.Range(0, rows).Chunk(size)], device, (chunk, _) => work(chunk));
    }
}
