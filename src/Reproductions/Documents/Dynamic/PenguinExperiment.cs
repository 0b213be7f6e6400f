using Pruning.Reproductions.Auditing;
using Pruning.Shared.Engine;

namespace Pruning.Reproductions.Documents.Dynamic;

/// <summary>The four trials on the penguins: unpruned, pruned once after training, lottery ticket, dynamic pruning.</summary>
internal sealed class PenguinExperiment : Experiment
{
    public const int Epochs = 4000;
    public const int BatchSize = 50;

    /// <summary>Training curves keep every twentieth epoch: 200 points, the last one included.</summary>
    private static readonly double[] CurveEpochs = [.. Enumerable.Range(1, 200).Select(i => (double)(i * Epochs / 200))];

    /// <inheritdoc/>
    public override string Id => "dynamic/penguins";

    /// <inheritdoc/>
    public override IReadOnlyList<Choice> Choices { get; } =
    [
        new("pruneAt", "epochs before which dynamic pruning prunes: 1333 and 2666, or 333 and 666", ["thirds", "early"], ["dynamic"]),
        new("init", "dynamic pruning starts from the unpruned net's initial values, or from its own (then the two are not paired by them)", ["paired", "fresh"], ["dynamic"]),
        new("split", "the published split, or one drawn anew by every replicate", ["published", "reshuffled"], ["unpruned", "pruned", "lottery", "dynamic"]),
        new("pruned", "what may be pruned", ["weights", "weights+biases"], ["pruned", "lottery", "dynamic"]),
        new("scope", "the two layers compete in one pool, or each loses its own share", ["global", "layerwise"], ["pruned", "lottery", "dynamic"]),
        new("mask", "pruned weights stay at 0, or may grow again", ["inForce", "released"], ["lottery", "dynamic"]),
        new("order", "the smallest magnitudes go, or the lowest signed values", ["magnitude", "signed"], ["pruned", "lottery", "dynamic"]),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<(string? Name, IReadOnlyDictionary<string, string> Choices)> Combinations { get; } =
        [("as-shipped", new Dictionary<string, string> { ["pruneAt"] = "early", ["init"] = "fresh" })];

    /// <inheritdoc/>
    public override (int Primary, int Others) Registered => (256, 64);

    /// <inheritdoc/>
    public override int CheckReplicates => 16;

    /// <inheritdoc/>
    public override int Cost => 60;

    /// <inheritdoc/>
    public override CurveAxis Axis { get; } = new("epoch", "nats", CurveEpochs);

    /// <inheritdoc/>
    public override int ChunkSize(Device device) => device == Device.Cpu ? 64 : 1024;

    /// <inheritdoc/>
    public override bool IsCount(string metric) => metric.EndsWith(".removed", StringComparison.Ordinal) || metric.EndsWith(".removedShare", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override InferenceScope InferenceScopeOf(IReadOnlyDictionary<string, string> choices) =>
        choices["split"] == "reshuffled" ? new("seeds and splits", 33.0 / 200) : InferenceScope.Seeds;

    /// <inheritdoc/>
    public override Session Open(Device device) => new PenguinSession(device);

    /// <summary>A curve's points at <see cref="Axis"/>.</summary>
    public static IReadOnlyList<double> Thin(float[] everyEpoch) => [.. CurveEpochs.Select(e => (double)everyEpoch[(int)e - 1])];
}
