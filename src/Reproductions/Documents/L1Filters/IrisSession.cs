using System.Collections.Concurrent;
using System.Diagnostics;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Documents.Common;
using Pruning.Shared.Data;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Training;

namespace Pruning.Reproductions.Documents.L1Filters;

/// <summary>Trains the net on Iris, once for all readings that prune it afterwards, and measures it at every level; each level starts from the trained weights.</summary>
internal sealed class IrisSession(Device device) : Session
{
    private readonly ConcurrentDictionary<string, Lazy<Examples>> examples = new();
    private readonly TrainedRows trained = new();

    /// <inheritdoc/>
    public override IReadOnlyList<Replicate> Run(Reading reading, IReadOnlyList<int> seeds, Action<double> advance, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        var protocol = new IrisProtocol(reading);
        var unitsOfALevel = 1 + protocol.Retraining.Epochs;
        var work = new Work(seeds.Count, protocol.Dense.Epochs + (((2 * IrisExperiment.Levels.Count) - 1) * unitsOfALevel), advance);
        var values = seeds.Select(_ => new Dictionary<string, double>()).ToArray();
        var diverged = new bool[seeds.Count];

        var cohort = CohortOf(seeds);
        var rows = Train(protocol, cohort, work, cancel);
        Put("weight@0.trainAccuracy", rows, s => s.Train);
        foreach (var k in IrisExperiment.Levels)
        {
            Put(IrisExperiment.Accuracy("weight", k), Without(k, Criterion.Magnitude), s => s.Test);
            if (k > 0)
            {
                Put(IrisExperiment.Accuracy("random", k), Without(k, Criterion.Random), s => s.Test);
            }
        }

        work.Finish();
        var seconds = clock.Elapsed.TotalSeconds / seeds.Count;
        return [.. seeds.Select((seed, r) => new Replicate(seed, values[r], new Dictionary<string, IReadOnlyList<double>>(), Curves(values[r]), diverged[r], seconds))];

        TrainedRow[] Without(int percent, Criterion criterion)
        {
            float[][] start = [.. rows.Select(r => r.Values)];
            var masks = protocol.Method(criterion).Prune(IrisProtocol.Net, start, cohort.Masks, seeds, IrisProtocol.AmountOf(percent));

            // Of no epochs it only sets to 0 what the mask says.
            var left = Trainer.Train(IrisProtocol.Net, cohort with { Values = start, Masks = masks }, protocol.Retraining, ExamplesOf(protocol), cancel: cancel);
            work.Did(unitsOfALevel);
            return left;
        }

        void Put(string metric, TrainedRow[] nets, Func<Split, int[]> list)
        {
            var evaluations = Evaluate(protocol, nets, cohort, list);
            for (var r = 0; r < nets.Length; r++)
            {
                values[r][metric] = evaluations[r].Accuracy;
                diverged[r] |= !nets[r].Finite || !double.IsFinite(evaluations[r].Loss);
            }
        }
    }

    /// <inheritdoc/>
    public override (Architecture Net, float[] Values)? TrainedNet(Reading reading, int seed)
    {
        var protocol = new IrisProtocol(reading);
        var rows = Train(protocol, CohortOf([seed]), new(1, protocol.Dense.Epochs, _ => { }), CancellationToken.None);
        return (IrisProtocol.Net, rows.Single().Values);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (var tensors in examples.Values)
        {
            tensors.Value.Dispose();
        }

        base.Dispose(disposing);
    }

    private static Cohort CohortOf(IReadOnlyList<int> seeds) =>
        Cohort.Dense(seeds, [.. seeds.Select(IrisProtocol.Initial)], [.. seeds.Select(IrisProtocol.SplitOf)]);

    private static Dictionary<string, IReadOnlyList<double>> Curves(Dictionary<string, double> values) => IrisExperiment.Families.ToDictionary(
        family => $"{family}.testAccuracy",
        family => (IReadOnlyList<double>)[.. IrisExperiment.Levels.Select(k => values[IrisExperiment.Accuracy(family, k)])]);

    private TrainedRow[] Train(IrisProtocol protocol, Cohort cohort, Work work, CancellationToken cancel) =>
        work.Of(protocol.Dense.Epochs, advance => trained.Get(protocol.Stage, cohort.Seeds, missing => Trainer.Train(
            IrisProtocol.Net, cohort.Only(missing), protocol.Dense, ExamplesOf(protocol), epochs => advance(epochs * missing.Count / cohort.Seeds.Count), cancel)));

    private Evaluation[] Evaluate(IrisProtocol protocol, TrainedRow[] rows, Cohort cohort, Func<Split, int[]> list) =>
        Evaluation.Of(IrisProtocol.Net, [.. rows.Select(r => r.Values)], [.. cohort.Splits.Select(list)], ExamplesOf(protocol));

    /// <summary>The flowers on the device, once for all that measure them alike.</summary>
    private Examples ExamplesOf(IrisProtocol protocol) =>
        examples.GetOrAdd(protocol.Inputs, _ => new(() => new Examples(protocol.Examples, device))).Value;
}
