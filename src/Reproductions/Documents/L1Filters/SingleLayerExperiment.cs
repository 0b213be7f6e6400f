using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Documents.Common;
using Pruning.Shared.Data.Mnist;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Training;

namespace Pruning.Reproductions.Documents.L1Filters;

/// <summary>
/// Filter pruning of a net of one convolution. The document tells nothing of it but that it is there, so what can be is as in its other net:
/// 8 filters of 3×3 without bias, ReLU, max-pooling, two filters of least L1 norm removed, RMSprop at 0.001; three epochs each.
/// </summary>
internal sealed class SingleLayerExperiment : Experiment
{
    private const int Filters = 8;
    private const int Epochs = 3;

    /// <inheritdoc/>
    public override string Id => "l1-filters/single-layer";

    /// <inheritdoc/>
    public override (int Primary, int Others) Registered => (8, 8);

    /// <inheritdoc/>
    public override int CheckReplicates => 2;

    /// <inheritdoc/>
    public override int Cost => 60;

    /// <inheritdoc/>
    public override bool IsCount(string metric) => metric.EndsWith(".parameters", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int ChunkSize(Device device) => device == Device.Cpu ? 1 : 64;

    /// <inheritdoc/>
    public override Session Open(Device device) => new SingleLayerSession(device);

    /// <summary>What was left and how well it does.</summary>
    public static string Describe(IReadOnlyList<Replicate> replicates, Reading reading) =>
        $"One convolution of {Filters} filters, two removed: {replicates[0].Values["baseline.parameters"]:#,0} parameters become {replicates[0].Values["pruned.parameters"]:#,0}; "
        + $"{Phrases.Accuracy(replicates, "baseline")} right before, {Phrases.Accuracy(replicates, "beforeRetraining")} without the two filters, "
        + $"{Phrases.Accuracy(replicates, "pruned")} after {Epochs} more epochs, which the baseline did not have (means over {replicates.Count} replicates).";

    private sealed class SingleLayerSession(Device device) : Session
    {
        private static readonly Convolution Convolution = new("conv1", new(1, 28, 28), Filters, 3, Bias: false);
        private static readonly MaxPool Pool = new(Convolution.Output, 2);
        private static readonly Architecture Net = new(Convolution, new Relu(), Pool, new Linear(FilterProtocol.Linear, Pool.Output.Features, 10));
        private static readonly TrainingPlan Plan = new(new RmsProp(FilterProtocol.LearningRate), Epochs, 64) { Curves = false };

        private readonly ImageTraining images = new(MnistData.Load(), device);

        public override IReadOnlyList<Replicate> Run(Reading reading, IReadOnlyList<int> seeds, Action<double> advance, CancellationToken cancel)
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            var work = new Work(seeds.Count, 2 * Epochs, advance);
            var results = new ArmResults(seeds, images.Test);
            var baseline = images.Nets(Net, _ => "baseline", seeds, FilterProtocol.Initials(Net, seeds, "init"), Plan, work, cancel);
            results.Add("baseline", Net, baseline);
            results.Parameters("baseline", Net);
            var small = SmallNet.Of(Net, FilterProtocol.ByNorm(Norm.L1), FilterProtocol.Two, [.. baseline.Select(r => r.Values)], seeds);
            results.Parameters("pruned", small.Architecture);
            results.Add("beforeRetraining", small.Architecture, small.Rows);
            results.Add("pruned", small.Architecture, images.Nets(small.Architecture, _ => "pruned", seeds, small.Rows, Plan, work, cancel));
            work.Finish();
            return results.Replicates(clock.Elapsed.TotalSeconds / seeds.Count);
        }

        protected override void Dispose(bool disposing)
        {
            images.Dispose();
            base.Dispose(disposing);
        }
    }
}
