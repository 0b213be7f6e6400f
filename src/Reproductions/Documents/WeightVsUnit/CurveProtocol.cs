using System.Collections.Immutable;
using Pruning.Reproductions.Auditing;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Training;

namespace Pruning.Reproductions.Documents.WeightVsUnit;

/// <summary>The large net, its training and its pruning, and what a reading's choices make of them.</summary>
internal sealed class CurveProtocol(Reading reading)
{
    private const int Epochs = 3;
    private const string Output = "layer5";

    /// <summary>784-1000-1000-500-200-10 with ReLU between: 2,386,000 weights and 2,710 biases.</summary>
    public static Architecture Net { get; } = new(
        new Linear("layer1", 784, 1000), new Relu(),
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

    /// <summary>The layers that keep all they have.</summary>
    public ImmutableArray<string> Spared =>
        [.. reading.Choices["layers"] == "2-4" ? new[] { "layer1" } : [], .. reading.Choices["output"] == "spared" ? new[] { Output } : []];

    /// <summary>Pruning of single weights, by magnitude or at random.</summary>
    public PruningMethod Weights(Criterion criterion) => new(criterion, reading.Choices["scope"] == "global" ? Scope.Global : Scope.Layerwise) { Spared = Spared };

    /// <summary>Pruning of units by the L2 norm of what comes into them.</summary>
    public PruningMethod Units => Weights(Criterion.Magnitude) with { Granularity = Granularity.Unit };

    /// <summary>Pruning of weights, the first layer left alone.</summary>
    public PruningMethod Hidden => Weights(Criterion.Magnitude) with { Spared = Spared.Contains("layer1") ? Spared : Spared.Add("layer1") };

    /// <summary>Pruning of weights, the first layer never left alone.</summary>
    public PruningMethod WithFirstLayer => Weights(Criterion.Magnitude) with { Spared = Spared.Remove("layer1") };

    /// <summary>int(k·n) entries of a layer's n.</summary>
    public static Amount AmountOf(int percent) => Amount.OfTotalTruncated(percent / 100.0);
}
