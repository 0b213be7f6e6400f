using Pruning.Reproductions.Auditing;
using Pruning.Shared.Populations;
using Pruning.Shared.Training;

namespace Pruning.Reproductions.Documents.WeightVsUnit;

/// <summary>The large net, its training and its pruning, and what a reading's choices make of them.</summary>
internal sealed class CurveProtocol(Reading reading)
{
    private const int Epochs = 3;
    private const string First = "layer1";
    private const string Output = "layer5";

    /// <summary>784-1000-1000-500-200-10 with ReLU between: 2,386,000 weights and 2,710 biases.</summary>
    public static Architecture Net { get; } = new(
        new Linear(First, 784, 1000), new Relu(),
        new Linear("layer2", 1000, 1000), new Relu(),
        new Linear("layer3", 1000, 500), new Relu(),
        new Linear("layer4", 500, 200), new Relu(),
        new Linear(Output, 200, 10));

    /// <summary>What tells this reading's trained nets from others.</summary>
    public string Stage => $"optimizer={reading.Choices["optimizer"]},batch={reading.Choices["batch"]}";

    public TrainingPlan Training => new(
        reading.Choices["optimizer"] == "sgd" ? new Sgd(0.01) : new Adam(1e-3),
        Epochs,
        int.Parse(reading.Choices["batch"]))
    {
        Curves = false,
    };

    /// <summary>Whether the curves are of nets without their biases.</summary>
    public bool BiasesDropped => reading.Choices["biases"] == "dropped";

    /// <summary>What the curves prune.</summary>
    public PruningChoice Pruning => new(
        reading.Choices["scope"] == "global",
        [.. reading.Choices["layers"] == "2-4" ? new[] { First } : [], .. reading.Choices["output"] == "spared" ? new[] { Output } : []]);

    /// <summary>The same, but the first layer is left alone.</summary>
    public PruningChoice Hidden => Pruning with { Spared = [First, .. Pruning.Spared.Remove(First)] };

    /// <summary>The same, but the first layer is never left alone.</summary>
    public PruningChoice WithFirstLayer => Pruning with { Spared = Pruning.Spared.Remove(First) };
}
