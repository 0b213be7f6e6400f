using System.Diagnostics;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Documents.Common;
using Pruning.Shared.Data.Mnist;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;

namespace Pruning.Reproductions.Documents.Sensitivity;

/// <summary>Trains the net, once for all readings that prune it afterwards, and measures it before and after.</summary>
internal sealed class SensitivitySession : Session
{
    /// <summary>What measuring the curves takes, in epochs of training, roughly.</summary>
    private const double CurvesWork = 3;

    private readonly ImageTraining onTrain;
    private readonly ImageTraining onTest;

    public SensitivitySession(Device device)
    {
        var images = FashionMnistData.Load();
        onTrain = new(images, device);
        onTest = new(onTrain.Test, onTrain.Test);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Replicate> Run(Reading reading, IReadOnlyList<int> seeds, Action<double> advance, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        var protocol = new SensitivityProtocol(reading);
        var work = new Work(seeds.Count, protocol.Training.Epochs + (protocol.Curves ? CurvesWork : 0), advance);
        var rows = Train(protocol, seeds, work, cancel);
        var results = new ArmResults(seeds, onTrain.Test);
        var pruner = new Pruner(protocol.Net, [.. rows.Select(r => r.Values)], seeds);

        var before = results.Add("before", protocol.Net, rows);
        results.Table("before.confusion", r => Exhibits.Confusion(before[r]));
        results.Put("before.neverPredicted", r => before[r].Labels.Distinct().Except(before[r].Predicted).Count());
        for (var epoch = 1; protocol.ByEpoch && epoch <= protocol.Training.Epochs; epoch++)
        {
            results.Put(SensitivityProtocol.AfterEpoch(epoch), r => onTrain.AccuracyByEpoch(protocol.Stage, seeds[r])[epoch - 1]);
        }

        foreach (var order in SensitivityProtocol.Orders)
        {
            Prune(order, order);
        }

        var (after, masks) = Prune("after", protocol.Order);
        results.Table("after.confusion", r => Exhibits.Confusion(after[r]));
        results.Table("after.kernels", r => Exhibits.FirstKernels(protocol.Net, rows[r].Values, masks[r]));
        if (protocol.Curves)
        {
            Curves(protocol, pruner, results, work, cancel);
        }

        work.Finish();
        return results.Replicates(clock.Elapsed.TotalSeconds / seeds.Count);

        (Evaluation[] Measured, float[][] Masks) Prune(string arm, string order)
        {
            var chosen = pruner.Masks(protocol.Method(order), protocol.Amount);
            results.Put($"{arm}.removed", r => chosen[r].Count(m => m == 0));
            results.Put($"{arm}.removedMagnitude", r => rows[r].Values.Where((_, column) => chosen[r][column] == 0).Average(w => Math.Abs((double)w)));
            return (results.Add(arm, protocol.Net, pruner.Masked(chosen)), chosen);
        }
    }

    /// <inheritdoc/>
    public override (Architecture Net, float[] Values)? TrainedNet(Reading reading, int seed)
    {
        var protocol = new SensitivityProtocol(reading);
        return (protocol.Net, Train(protocol, [seed], new(1, protocol.Training.Epochs, _ => { }), CancellationToken.None).Single().Values);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        onTrain.Dispose();
        base.Dispose(disposing);
    }

    private TrainedRow[] Train(SensitivityProtocol protocol, IReadOnlyList<int> seeds, Work work, CancellationToken cancel) =>
        (protocol.OnTest ? onTest : onTrain).Nets(
            protocol.Net, _ => protocol.Stage, seeds, [.. seeds.Select(s => Initial(protocol.Net, s))], protocol.Training, work, cancel, protocol.ByEpoch);

    /// <summary>Accuracy over the levels, for each order in the primary reading's pool, and for each layer pruned alone.</summary>
    private static void Curves(SensitivityProtocol protocol, Pruner pruner, ArmResults results, Work work, CancellationToken cancel)
    {
        (string Name, PruningMethod Method)[] families =
        [
            .. SensitivityProtocol.Orders.Select(order => (order, protocol.Method(order))),
            .. SensitivityProtocol.LayerNames.Select(layer => (layer, SensitivityProtocol.Alone(layer))),
        ];
        var first = protocol.Net.Steps.Index().First(s => s.Item.Layer is Linear).Index;
        using var linear = results.Enter(first, protocol.Net, pruner.Trained);
        foreach (var (name, method) in families)
        {
            results.Curve(name, "before", SensitivityProtocol.Levels, protocol.Net, Without, from: name.StartsWith("fc", StringComparison.Ordinal) ? linear : null);

            float[][] Without(int level)
            {
                cancel.ThrowIfCancellationRequested();
                work.Did(CurvesWork / (families.Length * (SensitivityProtocol.Levels.Count - 1)));
                return pruner.Without(method, SensitivityProtocol.Share(level));
            }
        }
    }

    private static float[] Initial(Architecture net, int seed) => Initialization.FanIn(net, new RandomStream(seed, "init"));
}
