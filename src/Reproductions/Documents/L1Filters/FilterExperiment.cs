using Pruning.Reproductions.Auditing;
using Pruning.Shared.Engine;

namespace Pruning.Reproductions.Documents.L1Filters;

/// <summary>The net of two convolutions on MNIST, and the smaller one that is left when filters go.</summary>
internal sealed class FilterExperiment : Experiment
{
    private static readonly string[] Small = ["beforeRetraining", "pruned"];
    private static readonly string[] Nets = ["baseline", .. Small];

    /// <summary>What the document suggests for later: measured under the primary training, and in the short run.</summary>
    private static readonly string[] Suggested = ["l2", "percentile", "obd", "magnitude"];

    /// <inheritdoc/>
    public override string Id => "l1-filters/mnist";

    /// <inheritdoc/>
    public override IReadOnlyList<Choice> Choices { get; } =
    [
        new("net", "the small net inherits what was kept, or starts afresh (as shipped: its layers were replaced, so nothing was inherited)", ["inherited", "fresh"], Small),
        new("baselineEpochs", "epochs of the baseline net, as stated", ["7"], [.. Nets, .. Suggested]),
        new("epochs", "epochs of the small net", ["7", "3"], ["pruned"]),
        new("gradients", "set to zero before every step, or added up over the whole run (as shipped)", ["zeroed", "accumulated"], Nets),
        new("score", "the norm by which filters are ranked", ["l1", "l2"], Small),
        new("optimizer", "which optimizer, at the stated learning rate", ["rmsprop", "adam", "sgd"], Nets),
        new("batch", "examples per step", ["64", "256"], Nets),
        new("controls", "whether the small net is also trained from scratch for as long as both nets together, and after random filters went, and the whole net for as long", ["none", "trained"], ["scratch", "random", "longer"]),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<(string? Name, IReadOnlyDictionary<string, string> Choices)> Combinations { get; } =
    [
        ("as-shipped", new Dictionary<string, string> { ["net"] = "fresh", ["epochs"] = "3", ["gradients"] = "accumulated", ["score"] = "l2" }),
    ];

    /// <inheritdoc/>
    public override (int Primary, int Others) Registered => (8, 8);

    /// <inheritdoc/>
    public override int CheckReplicates => 6;

    /// <inheritdoc/>
    public override Reading Check => Shorter(new Dictionary<string, string> { ["baselineEpochs"] = "2", ["epochs"] = "1" });

    /// <inheritdoc/>
    public override bool IsCount(string metric) => metric.EndsWith(".parameters", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override CurveAxis Axis { get; } = new("% of the linear layer’s weights pruned", "fraction", [.. LinearSweep.Levels.Select(k => (double)k)]);

    /// <inheritdoc/>
    public override int ChunkSize(Device device) => device == Device.Cpu ? 1 : 64;

    /// <inheritdoc/>
    public override int Cost => 400;

    /// <inheritdoc/>
    public override Session Open(Device device) => new FilterSession(device);
}
