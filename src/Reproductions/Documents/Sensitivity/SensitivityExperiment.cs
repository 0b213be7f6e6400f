using Pruning.Reproductions.Auditing;
using Pruning.Shared.Engine;

namespace Pruning.Reproductions.Documents.Sensitivity;

/// <summary>A convolutional net on Fashion-MNIST that loses some of its trained weights, and is not trained again.</summary>
internal sealed class SensitivityExperiment : Experiment
{
    private static readonly string[] Pruned = ["after", "smallest", "random", "largest"];
    private static readonly string[] All = ["before", .. Pruned];

    /// <inheritdoc/>
    public override string Id => "sensitivity/fashion-mnist";

    /// <inheritdoc/>
    public override IReadOnlyList<Choice> Choices { get; } =
    [
        new("which", "the kernels of all convolutions in one pool, those of the first, or all weights of the net in one pool", ["kernels", "firstLayer", "all"], Pruned),
        new("order", "which weights go: those of smallest magnitude, the most negative (as shipped), any, or those of largest magnitude", ["smallest", "mostNegative", "random", "largest"], ["after"]),
        new("amount", "how many go", ["10%", "5"], Pruned),
        new("trainedOn", "the training images, shuffled, or the test images as they stand, with ReLU and softmax on the outputs (as shipped)", ["train", "test"], All),
        new("epochs", "passes over the images; the document states none, shipped are 80", ["5", "10"], All),
        new("net", "convolutions of 32, 64 and 64 filters of 3×3 and linear layers of 250, 125, 60 and 10, as shipped", ["shipped"], All),
        new("optimizer", "Adam at 0.001, 30 images a step, as shipped", ["adam"], All),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<(string? Name, IReadOnlyDictionary<string, string> Choices)> Combinations { get; } =
    [
        ("as-shipped", new Dictionary<string, string> { ["trainedOn"] = "test", ["epochs"] = "80", ["order"] = "mostNegative", ["amount"] = "5" }),
        (null, new Dictionary<string, string> { ["order"] = "mostNegative", ["amount"] = "5" }),
        (null, new Dictionary<string, string> { ["which"] = "firstLayer", ["order"] = "largest" }),
    ];

    /// <inheritdoc/>
    public override (int Primary, int Others) Registered => (8, 8);

    /// <inheritdoc/>
    public override int CheckReplicates => 2;

    /// <inheritdoc/>
    public override Reading Check => Shorter(new Dictionary<string, string> { ["epochs"] = "1" });

    /// <inheritdoc/>
    public override bool IsCount(string metric) => metric.EndsWith(".removed", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override CurveAxis Axis { get; } = new("% pruned", "fraction", [.. SensitivityProtocol.Levels.Select(k => (double)k)]);

    /// <inheritdoc/>
    public override int ChunkSize(Device device) => device == Device.Cpu ? 1 : 64;

    /// <inheritdoc/>
    public override int Cost => 600;

    /// <inheritdoc/>
    public override Session Open(Device device) => new SensitivitySession(device);
}
