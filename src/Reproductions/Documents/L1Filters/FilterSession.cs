using System.Diagnostics;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Documents.Common;
using Pruning.Shared.Data.Mnist;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Training;

namespace Pruning.Reproductions.Documents.L1Filters;

/// <summary>Trains the net and what is left of it without some filters; nets that readings or arms share are trained once.</summary>
internal sealed class FilterSession(Device device) : Session
{
    private readonly ImageTraining images = new(MnistData.Load(), device);

    /// <inheritdoc/>
    public override IReadOnlyList<Replicate> Run(Reading reading, IReadOnlyList<int> seeds, Action<double> advance, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        var protocol = new FilterProtocol(reading);
        var work = new Work(seeds.Count, TotalEpochs(protocol), advance);
        var results = new ArmResults(seeds, images.Test);

        var baseline = Train("baseline", FilterProtocol.Net, FilterProtocol.Initials(FilterProtocol.Net, seeds, "init"), protocol.Baseline);
        results.Add("baseline", FilterProtocol.Net, baseline);
        float[][] trained = [.. baseline.Select(r => r.Values)];

        var small = Without(protocol.Filters, FilterProtocol.Two);
        var start = protocol.Inherited ? small.Rows : FilterProtocol.Initials(small.Architecture, seeds, "init-small");
        results.Add("beforeRetraining", small.Architecture, start);
        results.Add("pruned", small.Architecture, Retrain(small, start));

        if (protocol.Suggestions)
        {
            var other = Without(FilterProtocol.ByNorm(Norm.L2), FilterProtocol.Two);
            results.Add("l2", other.Architecture, Retrain(other, other.Rows));
            results.Put("l2.sameFilters", r => small.CutInBoth(other, r));
            var percentile = Without(FilterProtocol.ByNorm(Norm.L1), FilterProtocol.LowestQuarter);
            results.Parameters("percentile", percentile.Architecture);
            results.Add("percentile", percentile.Architecture, Retrain(percentile, percentile.Rows));
            LinearSweep.Measure(trained, seeds, images, results, cancel);
        }

        if (protocol.Controls)
        {
            var fresh = FilterProtocol.Initials(small.Architecture, seeds, "init-small");
            results.Add("scratch", small.Architecture, Train("scratch", small.Architecture, fresh, protocol.AsLongAsBoth));
            results.Add("longer", FilterProtocol.Net, Train("longer", FilterProtocol.Net, FilterProtocol.Initials(FilterProtocol.Net, seeds, "init"), protocol.AsLongAsBoth));
            var any = Without(FilterProtocol.AtRandom, FilterProtocol.Two);
            results.Add("random", any.Architecture, Retrain(any, any.Rows));
        }

        work.Finish();
        return results.Replicates(clock.Elapsed.TotalSeconds / seeds.Count);

        SmallNet Without(PruningMethod method, Amount amount) => SmallNet.Of(FilterProtocol.Net, method, amount, trained, seeds);

        TrainedRow[] Train(string arm, Architecture net, IReadOnlyList<float[]> initial, TrainingPlan plan) =>
            images.Nets(net, _ => protocol.StageOf(arm, plan), seeds, initial, plan, work, cancel);

        // The same filters leave the same net, whichever score chose them; a net that starts afresh is the same whatever was kept.
        TrainedRow[] Retrain(SmallNet net, IReadOnlyList<float[]> initial) => images.Nets(
            net.Architecture, seed => protocol.StageOf(protocol.Inherited ? $"kept {net.KeptOf(seed)} of {protocol.StageOf("baseline", protocol.Baseline)}" : "fresh", protocol.Retraining),
            seeds, initial, protocol.Retraining, work, cancel);
    }

    /// <inheritdoc/>
    public override (Architecture Net, float[] Values)? TrainedNet(Reading reading, int seed)
    {
        var protocol = new FilterProtocol(reading);
        var plan = protocol.Baseline;
        var initial = FilterProtocol.Initials(FilterProtocol.Net, [seed], "init");
        var trained = images.Nets(FilterProtocol.Net, _ => protocol.StageOf("baseline", plan), [seed], initial, plan, new(1, plan.Epochs, _ => { }), CancellationToken.None);
        return (FilterProtocol.Net, trained.Single().Values);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        images.Dispose();
        base.Dispose(disposing);
    }

    private static int TotalEpochs(FilterProtocol p) =>
        p.Baseline.Epochs + ((p.Suggestions ? 3 : 1) * p.Retraining.Epochs) + (p.Controls ? (2 * p.AsLongAsBoth.Epochs) + p.Retraining.Epochs : 0);
}
