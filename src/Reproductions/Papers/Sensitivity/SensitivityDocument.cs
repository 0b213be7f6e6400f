using Pruning.Reproductions.Papers.Sensitivity.Remarks;

namespace Pruning.Reproductions.Papers.Sensitivity;

/// <summary>
/// Claims of "Pruning Project": pruning the tenth of the weights of smallest magnitude on Fashion-MNIST. Its results
/// section is empty.
/// </summary>
internal sealed class SensitivityDocument : IDocument
{
    private readonly Study facts = SensitivityFigures.DataSet;
    private readonly Study convolution = SensitivityFigures.Convolution;
    private readonly Study pruning = SensitivityStudy.Study;

    public SensitivityDocument() => Claims =
    [
        new("sensitivity/convolution-shape", "Background, Convolutions",
            "Convolving d×d with k×k gives (d−k+1)×(d−k+1) entries, each the sum of an elementwise product",
            Published.Nothing("results"), convolution,
            new ExactRule([
                new(Quantity.Metric("convolution.wrongSizes"), "0", x => x == 0),
                new(Quantity.Metric("convolution.wrongSums"), "0", x => x == 0)]))
        {
            Note = (replicates, _) =>
                "The document omits the sum, so that an entry is the elementwise product itself, a matrix. "
                + $"The test includes the sum, for every d up to {SensitivityFigures.LargestImage} and every k up to "
                + $"d, {replicates[0].Values["convolution.pairs"]:0} pairs.",
        },
        new("sensitivity/dataset", "Project Description", "Fashion-MNIST is 70,000 images of 28×28 in 10 classes",
            new(70_000, null, "images"), facts,
            new ExactRule([
                new(Quantity.Metric("data.images"), "70,000", x => x == 70_000),
                new(Quantity.Metric("data.pixels"), "784", x => x == 28 * 28),
                new(Quantity.Metric("data.classes"), "10", x => x == 10)])),
        new("sensitivity/smallest-tenth-harmless", "Project Description",
            "Losing the tenth of the kernel weights of smallest magnitude leaves the accuracy as it was",
            Published.Nothing("fraction"), pruning, Harmless())
        {
            Note = TrainingRemark.BeforeAndAfter,
            ReadingNote = (replicates, reading) => LaterRevision.SameImages(replicates, reading)
                ?? TrainingRemark.LevelledOff(replicates, reading),
        },
        new("sensitivity/five-weights", "Results of a later revision",
            "Losing five kernel weights, 0.01 %, costs about a point and a half",
            new(null, LaterRevision.Cost, "fraction", "72.86 % → 71.31 %"), pruning,
            new CompositeRule([
                new DirectionRule(LossOfFive(), LaterRevision.Cost, OfInterest),
                new SizeRule(LossOfFive(), LaterRevision.Cost)]))
        {
            ReadingNote = LaterRevision.Explain,
            Tables = [],
        },
        new("sensitivity/magnitude-beats-random", "Project Description",
            "The smallest magnitudes cost less than a random choice of as many, and far less than the largest",
            Published.Nothing("fraction"), pruning,
            new CompositeRule([
                new DirectionRule(Beside(Quantity.Difference("smallest.testAccuracy", "random.testAccuracy"),
                    SensitivityStudy.Orders), OfInterest: OfInterest),
                new DirectionRule(FarLess())]))
        {
            Note = (replicates, _) =>
                $"Test accuracy is {ResultText.Accuracy(replicates, "before")} before pruning, "
                + $"{ResultText.Accuracy(replicates, "smallest")} without the smallest weights, "
                + $"{ResultText.Accuracy(replicates, "random")} without random ones and "
                + $"{ResultText.Accuracy(replicates, "largest")} without the largest. Far less means over 10 points "
                + "less.",
            Tables = [],
        },
    ];

    public string Id => "sensitivity";

    public string Title => "Pruning Project";

    public IReadOnlyList<Claim> Claims { get; }

    /// <summary>Margin of equivalence of accuracies: one point.</summary>
    public static double Margin => 0.01;

    /// <summary>
    /// Smallest difference of accuracies of interest: a tenth of a point, ten images of the test set.
    /// </summary>
    private static double OfInterest => 0.001;

    private static Quantity LossOfFive() => Quantity.Difference("before.testAccuracy", "five.testAccuracy") with
    {
        Arms = ["before", "five", "fiveSmallest"],
    };

    private static EquivalenceRule Harmless()
    {
        var difference = Beside(Quantity.Difference("after.testAccuracy", "before.testAccuracy"),
            SensitivityStudy.LayerNames);
        return new(difference with
        {
            Arms = [.. difference.Arms, "smallest",
            .. Enumerable.Range(1, 10).Select(SensitivityStudy.AtEpoch)]
        }, Margin);
    }

    /// <summary>A quantity shown with the curves of some families at all their levels.</summary>
    private static Quantity Beside(Quantity quantity, IEnumerable<string> families) => quantity with
    {
        Arms = [.. quantity.Arms, .. families.SelectMany(f => SensitivityStudy.Levels.Select(k => $"{f}@{k}"))],
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
}
