using System.Collections.Immutable;
using Pruning.Reproductions.Auditing;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Training;

namespace Pruning.Reproductions.Documents.Sensitivity;

/// <summary>The net, its training and its pruning, and what a reading's choices make of them.</summary>
internal sealed class SensitivityProtocol(Reading reading)
{
    private const int Batch = 30;

    private static readonly Convolution First = new("conv1", new(1, 28, 28), 32, 3);
    private static readonly MaxPool FirstPool = new(First.Output, 2);
    private static readonly Convolution Second = new("conv2", FirstPool.Output, 64, 3);
    private static readonly MaxPool SecondPool = new(Second.Output, 2);
    private static readonly Convolution Third = new("conv3", SecondPool.Output, 64, 3);

    private static readonly ImmutableArray<Layer> Layers =
    [
        First, new Relu(), FirstPool, Second, new Relu(), SecondPool, Third,
        new Linear("fc1", Third.Output.Features, 250), new Relu(), new Linear("fc2", 250, 125), new Relu(), new Linear("fc3", 125, 60), new Relu(), new Linear("fc4", 60, 10),
    ];

    private static readonly Architecture Plain = new([.. Layers]);
    private static readonly Architecture Shipped = new([.. Layers, new Relu(), new Softmax()]);

    /// <summary>What the curves prune, in per cent.</summary>
    public static IReadOnlyList<int> Levels { get; } = [0, 10, 25, 50, 75, 90, 95, 99];

    /// <summary>The orders whose curves are measured.</summary>
    public static IReadOnlyList<string> Orders { get; } = ["smallest", "random", "largest"];

    /// <summary>The layers that have weights.</summary>
    public static IReadOnlyList<string> LayerNames { get; } = [.. Plain.Of(ParameterRole.Weight).Select(p => p.Layer)];

    /// <summary>Three convolutions of 32, 64 and 64 filters of 3×3 and four linear layers: 239,539 parameters.</summary>
    public Architecture Net => OnTest ? Shipped : Plain;

    /// <summary>Whether the net is trained on the very images that it is measured on.</summary>
    public bool OnTest => reading.Choices["trainedOn"] == "test";

    /// <summary>Whether the curves are measured: in the primary reading and its short form.</summary>
    public bool Curves => reading.Primary || reading.Short;

    /// <summary>Whether the accuracy is measured after every epoch: where it may still rise.</summary>
    public bool ByEpoch => !OnTest;

    public string Order => reading.Choices["order"];

    /// <summary>What tells this reading's trained nets from others.</summary>
    public string Stage => $"{reading.Choices["trainedOn"]},epochs={reading.Choices["epochs"]}";

    public TrainingPlan Training => new(new Adam(1e-3), int.Parse(reading.Choices["epochs"]), Batch)
    {
        Curves = false,
        Shuffled = !OnTest,
    };

    public Amount Amount => reading.Choices["amount"] == "5" ? Amount.Of(5) : Share(10);

    /// <summary>Pruning in one of the orders: <c>smallest</c>, <c>mostNegative</c>, <c>random</c>, <c>largest</c>.</summary>
    public PruningMethod Method(string order) => Of(order) with
    {
        Spared = reading.Choices["which"] switch
        {
            "firstLayer" => [.. LayerNames.Skip(1)],
            "all" => [],
            _ => [.. LayerNames.Where(l => !l.StartsWith("conv", StringComparison.Ordinal))],
        },
    };

    /// <summary>Pruning of one layer alone, the smallest first.</summary>
    public static PruningMethod Alone(string layer) => Of("smallest") with { Spared = [.. LayerNames.Where(l => l != layer)] };

    /// <summary>Test accuracy after so many epochs.</summary>
    public static string AfterEpoch(int epoch) => $"{AtEpoch(epoch)}.testAccuracy";

    /// <summary>The net before pruning as it was after so many epochs.</summary>
    public static string AtEpoch(int epoch) => $"before@epoch{epoch}";

    /// <summary>int(k·n) of n weights.</summary>
    public static Amount Share(int percent) => Amount.OfTotalTruncated(percent / 100.0);

    private static PruningMethod Of(string order) => new(order switch
    {
        "mostNegative" => Criterion.Signed,
        "random" => Criterion.Random,
        "largest" => Criterion.LargestMagnitude,
        _ => Criterion.Magnitude,
    });
}
