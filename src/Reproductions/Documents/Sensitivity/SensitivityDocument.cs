using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;

namespace Pruning.Reproductions.Documents.Sensitivity;

/// <summary>"Pruning Project": the tenth of the weights of smallest magnitude, on Fashion-MNIST. Its section of results is empty.</summary>
internal sealed class SensitivityDocument : IDocument
{
    private const double Margin = 0.01;
    private const double Before = 0.7286;
    private const double After = 0.7131;

    private readonly DataSetFacts facts = new();
    private readonly ConvolutionShape convolution = new();
    private readonly SensitivityExperiment pruning = new();

    public SensitivityDocument() => Claims =
    [
        new("sensitivity/convolution-shape", "Background, Convolutions",
            "Convolving d×d with k×k gives (d−k+1)×(d−k+1) entries, each the sum of an elementwise product",
            Published.Nothing("results"), convolution,
            new ExactRule([
                new(Quantity.Metric("convolution.wrongSizes"), "0", x => x == 0),
                new(Quantity.Metric("convolution.wrongSums"), "0", x => x == 0),
                new(Quantity.Metric("convolution.pairs"), "78", x => x == 78)]))
        {
            Remark = (_, _) => "As the document writes it an entry is the elementwise product itself, a matrix and no number: the sum is left out. Tested is what is meant, for every d up to 12 and every k up to d.",
        },
        new("sensitivity/dataset", "Project Description", "Fashion-MNIST is 70,000 images of 28×28 in 10 classes",
            new(70_000, null, "images"), facts,
            new ExactRule([
                new(Quantity.Metric("data.images"), "70,000", x => x == 70_000),
                new(Quantity.Metric("data.pixels"), "784", x => x == 28 * 28),
                new(Quantity.Metric("data.classes"), "10", x => x == 10)])),
        new("sensitivity/smallest-tenth-harmless", "Project Description; Results of a later revision",
            "Losing the tenth of the kernel weights of smallest magnitude leaves the accuracy as it was",
            new(null, After - Before, "fraction", "72.86 % → 71.31 %, of a later revision, for 5 weights"), pruning,
            new EquivalenceRule(Beside(Quantity.Difference("after.testAccuracy", "before.testAccuracy"), SensitivityProtocol.LayerNames), Margin, After - Before))
        {
            Remark = BeforeAndAfter,
            Answer = (replicates, reading) => Shipped(replicates, reading) ?? LevelledOff(replicates, reading),
        },
        new("sensitivity/magnitude-beats-random", "Project Description",
            "The smallest magnitudes cost less than a random choice of as many, and far less than the largest",
            Published.Nothing("fraction"), pruning,
            new CompositeRule([
                new DirectionRule(Beside(Quantity.Difference("smallest.testAccuracy", "random.testAccuracy"), SensitivityProtocol.Orders)),
                new DirectionRule(FarLess())]))
        {
            Remark = (replicates, _) => $"Without the smallest, any, and the largest: {Mean(replicates, "smallest")}, {Mean(replicates, "random")} and {Mean(replicates, "largest")} right; the whole net {Mean(replicates, "before")}. Far less is over 10 points less.",
        },
    ];

    /// <inheritdoc/>
    public string Id => "sensitivity";

    /// <inheritdoc/>
    public string Title => "Pruning Project";

    /// <inheritdoc/>
    public IReadOnlyList<Claim> Claims { get; }

    /// <summary>A quantity beside which the curves of some families are shown, with all their levels.</summary>
    private static Quantity Beside(Quantity quantity, IEnumerable<string> families) => quantity with
    {
        Arms = [.. quantity.Arms, .. families.SelectMany(f => SensitivityProtocol.Levels.Select(k => $"{f}@{k}"))],
    };

    private static Quantity FarLess()
    {
        var difference = Quantity.Difference("smallest.testAccuracy", "largest.testAccuracy");
        return difference with
        {
            Name = $"{difference.Name} − 10 points",
            Value = r => difference.Value(r) - 0.1,
            PerExample = r => difference.PerExample!(r)?.Select(d => d - 0.1).ToArray(),
        };
    }

    private static string BeforeAndAfter(IReadOnlyList<Replicate> replicates, Reading reading) =>
        $"{replicates[0].Values["after.removed"]:#,0} weights go; right before {Mean(replicates, "before")}, after {Mean(replicates, "after")} of the test images."
        + (new SensitivityProtocol(reading) is { ByEpoch: true } protocol
            ? $" After each epoch of training: {string.Join(", ", Enumerable.Range(1, protocol.Training.Epochs).Select(e => $"{100 * replicates.Average(r => r.Values[SensitivityProtocol.AfterEpoch(e)]):0.0}"))} %."
            : string.Empty);

    /// <summary>Whether more epochs would have made another net, where a reading trains for longer.</summary>
    private static string? LevelledOff(IReadOnlyList<Replicate> replicates, Reading reading)
    {
        const int Few = 5;
        var epochs = new SensitivityProtocol(reading).Training.Epochs;
        if (epochs <= Few)
        {
            return null;
        }

        var gain = new EquivalenceRule(Quantity.Difference(SensitivityProtocol.AfterEpoch(epochs), SensitivityProtocol.AfterEpoch(Few)), Margin).Judge(replicates, reading.Generality);
        return FormattableString.Invariant($"From {Few} epochs to {epochs} the accuracy before pruning moves by {100 * gain.Estimate:+0.00;−0.00;0.00} pp [{100 * gain.Lower:+0.00;−0.00;0.00}, {100 * gain.Upper:+0.00;−0.00;0.00}].");
    }

    /// <summary>What it means to train on the test images, where a reading does.</summary>
    private static string? Shipped(IReadOnlyList<Replicate> replicates, Reading reading)
    {
        if (reading.Choices["trainedOn"] != "test")
        {
            return null;
        }

        var stuck = replicates.Count(r => r.Values["before.testAccuracy"] < 0.15);
        return $"Here the nets were trained on the very images they are measured on, so {Mean(replicates, "before")} is no test accuracy: it says how well they know these images by heart. "
            + "With ReLU and softmax before the loss an output that is never positive learns nothing more: "
            + $"{stuck} of {replicates.Count} nets end near chance, and accuracies range from {100 * replicates.Min(r => r.Values["before.testAccuracy"]):0.0} to {100 * replicates.Max(r => r.Values["before.testAccuracy"]):0.0} %.";
    }

    private static string Mean(IReadOnlyList<Replicate> replicates, string arm) => $"{100 * replicates.Average(r => r.Values[$"{arm}.testAccuracy"]):0.00} %";
}
