using Pruning.Reproductions.Auditing;
using Pruning.Shared.Data;
using Pruning.Shared.Data.Penguins;
using Pruning.Shared.Engine;
using Pruning.Shared.Training;

namespace Pruning.Reproductions.Documents.Dynamic;

/// <summary>Runs the penguins' trials; what readings share is trained once.</summary>
internal sealed class PenguinSession(Device device) : Session
{
    private readonly Examples examples = new(PenguinData.Instance.Examples, device);
    private readonly TrainedRows trained = new();

    /// <inheritdoc/>
    public override IReadOnlyList<Replicate> Run(Reading reading, IReadOnlyList<int> seeds, Action<double> advance, CancellationToken cancel)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var protocol = new PenguinProtocol(reading);
        Split[] splits = [.. seeds.Select(protocol.SplitOf)];
        float[][] initial = [.. seeds.Select(PenguinProtocol.Initial)];

        var unpruned = Train("unpruned", protocol.Dense, Cohort.Dense(seeds, initial, splits));
        var masks = MagnitudeMasks(protocol, seeds, unpruned);
        var lottery = Train("lottery", protocol.Ticket, new(seeds, initial, masks, splits));
        var dynamic = Train("dynamic", protocol.Dynamic, Cohort.Dense(seeds, [.. seeds.Select(protocol.DynamicInitial)], splits));
        TrainedRow[] pruned = [.. unpruned.Select((row, r) => row with { Values = Masked(row.Values, masks[r]), Mask = masks[r] })];

        var metrics = new PenguinMetrics(examples, splits, protocol.Method.Prunable(PenguinProtocol.Net), fixedTestSet: reading.InferenceScope.TestShare is null);
        metrics.Add("unpruned", unpruned);
        metrics.Add("pruned", pruned);
        metrics.Add("lottery", lottery);
        metrics.Add("dynamic", dynamic);
        metrics.AddTraining("unpruned", unpruned, unpruned);
        metrics.AddTraining("lottery", lottery, unpruned);
        metrics.AddTraining("dynamic", dynamic, unpruned);
        return metrics.Replicates(seeds, clock.Elapsed.TotalSeconds / seeds.Count);

        TrainedRow[] Train(string arm, TrainingPlan plan, Cohort cohort)
        {
            var share = seeds.Count / 3.0;
            var told = 0.0;
            var rows = trained.Get(protocol.Stage(arm), seeds, missing =>
                Trainer.Train(PenguinProtocol.Net, cohort.Only(missing), plan, examples, EpochsDone, cancel));
            advance(share - told);
            return rows;

            void EpochsDone(double epochs)
            {
                told += epochs * share / plan.Epochs;
                advance(epochs * share / plan.Epochs);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        examples.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>The masks of the trained nets' one-shot pruning.</summary>
    private static float[][] MagnitudeMasks(PenguinProtocol protocol, IReadOnlyList<int> seeds, TrainedRow[] rows) =>
        protocol.Method.Prune(PenguinProtocol.Net, [.. rows.Select(r => r.Values)], [.. rows.Select(r => r.Mask)], seeds, PenguinProtocol.OneShot);

    private static float[] Masked(float[] values, float[] mask) => [.. values.Zip(mask, (v, m) => v * m)];
}
