using System.Collections.Concurrent;
using Pruning.Shared.Data;
using Pruning.Shared.Data.Mnist;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Training;

namespace Pruning.Reproductions.Documents.Common;

/// <summary>Nets trained on all training images of a set, each once, whatever readings and arms share it.</summary>
/// <param name="train">What the nets are trained on, in whole.</param>
/// <param name="test">What they are measured on.</param>
internal sealed class ImageTraining(Examples train, Examples test) : IDisposable
{
    private readonly TrainedRows trained = new();
    private readonly ConcurrentDictionary<(string Stage, int Seed), List<double>> accuracies = new();
    private readonly int[] all = [.. Enumerable.Range(0, test.Count)];

    public ImageTraining(ImageData images, Device device)
        : this(new(images.Train.ToDataSet(), device), new Examples(images.Test.ToDataSet(), device))
    {
    }

    public Examples Train => train;

    public Examples Test => test;

    /// <summary>Trains the seeds that are not trained yet.</summary>
    /// <param name="stage">Everything that tells a seed's training from others.</param>
    /// <param name="initial">One row a seed.</param>
    /// <param name="work">Told of all that is asked for, trained now or before.</param>
    /// <param name="byEpoch">Whether the test accuracy is measured after every epoch, for <see cref="AccuracyByEpoch"/>.</param>
    public TrainedRow[] Nets(
        Architecture net, Func<int, string> stage, IReadOnlyList<int> seeds, IReadOnlyList<float[]> initial, TrainingPlan plan, Work work, CancellationToken cancel, bool byEpoch = false) =>
        work.Of(plan.Epochs, advance => trained.Get(stage, seeds, missing =>
        {
            foreach (var seed in missing)
            {
                accuracies[(stage(seed), seed)] = [];
            }

            return Trainer.Train(
                net, CohortOf(seeds, initial).Only(missing), plan with { EpochDone = byEpoch ? Measure : null }, train, epochs => advance(epochs / seeds.Count * missing.Count), cancel);

            void Measure(IReadOnlyList<float[]> rows)
            {
                foreach (var (seed, result) in missing.Zip(Evaluation.Of(net, rows, [.. missing.Select(_ => all)], test)))
                {
                    accuracies[(stage(seed), seed)].Add(result.Accuracy);
                }
            }
        }));

    /// <summary>Test accuracy of a trained net after each epoch of its training.</summary>
    public IReadOnlyList<double> AccuracyByEpoch(string stage, int seed) => accuracies[(stage, seed)];

    public void Dispose()
    {
        train.Dispose();
        test.Dispose();
    }

    private Cohort CohortOf(IReadOnlyList<int> seeds, IReadOnlyList<float[]> initial)
    {
        var whole = new Split([.. Enumerable.Range(0, train.Count)], [], []);
        return Cohort.Dense(seeds, initial, [.. seeds.Select(_ => whole)]);
    }
}
