using Pruning.Reproductions.Auditing;
using Pruning.Shared.Engine;

namespace Pruning.Reproductions.Documents.WeightVsUnit;

/// <summary>The large net on MNIST, and its accuracy as ever more weights or units are taken away.</summary>
internal sealed class CurveExperiment : Experiment
{
    private static readonly string[] Curves = ["weight", "unit", "random", "hidden"];
    private static readonly string[] Everything = [.. Curves, "kept", "dropped", "dead"];

    /// <inheritdoc/>
    public override string Id => "weight-vs-unit/mnist";

    /// <inheritdoc/>
    public override IReadOnlyList<Choice> Choices { get; } =
    [
        new("biases", "whether the nets are evaluated without their biases, or with them", ["dropped", "kept"], Curves),
        new("scope", "each layer loses its own share, or all compete in one pool", ["layerwise", "global"], Everything),
        new("output", "the output layer is left alone, or pruned too", ["spared", "pruned"], [.. Curves, "kept", "dropped"]),
        new("optimizer", "Adam at 0.001, or stochastic gradient descent at 0.01", ["adam", "sgd"], Everything),
        new("batch", "examples per step", ["32", "128"], Everything),
        new("layers", "the first four layers are pruned, or the second to the fourth", ["1-4", "2-4"], ["weight", "unit", "random", "kept", "dropped"]),
    ];

    /// <inheritdoc/>
    public override (int Primary, int Others) Registered => (8, 8);

    /// <inheritdoc/>
    public override int CheckReplicates => 6;

    /// <inheritdoc/>
    public override Reading Check => Readings.Single(r => r.Id == "batch=128");

    /// <inheritdoc/>
    public override bool IsCount(string metric) => metric is "dead.inputs" or "dead.weightShare" or "dead.changedLogits";

    /// <inheritdoc/>
    public override CurveAxis Axis { get; } = new("% pruned", "fraction", [.. Levels.All.Select(k => (double)k)]);

    /// <inheritdoc/>
    public override int ChunkSize(Device device) => device == Device.Cpu ? 1 : 64;

    /// <inheritdoc/>
    public override int Cost => 300;

    /// <inheritdoc/>
    public override Session Open(Device device) => new CurveSession(device);
}
