namespace Pruning.Reproductions.Papers.Dynamic;

/// <summary>The claims on image sets: the hypothesis of the introduction, two conclusions, and empty sections.</summary>
internal sealed partial class DynamicDocument
{
    private const string Introduction = "Introduction";
    private const string FashionConclusions = "Fashion MNIST, Fashion MNIST Conclusions";
    private const string Steps = "stepsToUnprunedLoss";
    private const string Seconds = "secondsToUnprunedLoss";
    private const string Reached = "reachedUnprunedLoss";

    /// <summary>The accuracy that a smaller net may cost.</summary>
    private const double AccuracyCost = 0.01;

    /// <summary>Smallest difference of accuracies of interest: a tenth of a point.</summary>
    private const double AccuracyOfInterest = 0.001;

    private readonly Study<ImageStudy> fashion = ImageStudy.Fashion;
    private readonly Study<ImageStudy> fashionTime = ImageStudy.FashionTime;

    private IEnumerable<Claim> HypothesisClaims() =>
    [
        new("dynamic/fewer-epochs", Introduction,
            "Dynamic pruning needs fewer steps to the unpruned net’s final validation loss",
            Published.Nothing("score"), fashion, new DirectionRule(Quantity.Race("dynamic", "unpruned", Steps, Reached)))
        {
            Note = (replicates, _) => Reaches(replicates, "dynamic", "lottery"),
        },
        new("dynamic/shorter-training", Introduction,
            "Overall training is shorter: dynamic pruning reaches the unpruned net’s final validation loss before a lottery "
                + "ticket, whose first training counts, and before the unpruned net itself, in steps and in seconds",
            Published.Nothing("score"), fashionTime,
            new CompositeRule([.. from rival in new[] { "lottery", "unpruned" }
                                  from time in new[] { Steps, Seconds }
                                  select new DirectionRule(Quantity.Race("dynamic", rival, time, Reached))]))
        {
            Note = (replicates, _) => $"{Reaches(replicates, "dynamic", "lottery")} Mean seconds, where a net that never "
                + "gets there counts its whole training: " + string.Join(", ", new[] { "unpruned", "dynamic", "lottery" }
                    .Select(a => $"{a} {replicates.Average(r => r.Values[$"{a}.{Seconds}"]):0.0}")) + ".",
        },
        new("dynamic/smaller-network", Introduction,
            "A smaller network results, at a cost of at most a point of accuracy",
            Published.Nothing("share"), fashion,
            new CompositeRule([
                new DirectionRule(Quantity.Metric("dynamic.removedShare")),
                new BoundRule(Cost("unpruned", "dynamic"), AccuracyCost)]))
        {
            Note = (replicates, _) => "Dynamic pruning leaves "
                + $"{replicates.Average(r => r.Values["dynamic.weightsLeft"]):#,0} weights and "
                + $"{ResultText.Mean(replicates, "dynamic.macsLeft", 1e-6, "0.00")} million multiply-accumulates an image, "
                + $"of {replicates.Average(r => r.Values["unpruned.macsLeft"]) * 1e-6:0.00} million.",
        },
        new("dynamic/tickets-not-cheaper", Introduction,
            "To make a lottery ticket costs more training than the ticket saves",
            Published.Nothing("trainings"), fashion,
            new ExactRule([new(new("trainings to the unpruned net’s final validation loss, of ticket and its making, less "
                + "the unpruned net’s", ["lottery", "unpruned"],
                r => (r.Values[$"lottery.{Steps}"] - r.Values[$"unpruned.{Steps}"])
                    / (r.Values["lottery.stepsBefore"])), "above 0", x => x > 0)]))
        {
            Note = (replicates, _) => "It follows from the counting: a whole training is paid, of one epoch here, and less "
                + "than one can be saved. " + Reaches(replicates, "lottery"),
        },
    ];

    private IEnumerable<Claim> FashionClaims() =>
    [
        new("dynamic/fashion-costs-time", FashionConclusions,
            "For a larger model pruning makes an epoch take longer",
            Published.Nothing("share"), fashionTime, new DirectionRule(Quantity.Metric("time.extra")))
        {
            Note = (replicates, _) => "A step takes "
                + $"{1e3 * replicates.Average(r => r.Values["time.unpruned"]):0.0} ms without pruning, "
                + $"{1e3 * replicates.Average(r => r.Values["time.dynamic"]):0.0} ms in an epoch with two prunings, and "
                + $"{1e3 * replicates.Average(r => r.Values["time.ticket"]):0.0} ms under a ticket’s mask.",
        },
        new("dynamic/fashion-longer-helps", FashionConclusions,
            $"More training helps pruned nets: dynamic pruning costs less accuracy after {ImageStudy.LongerEpochs} epochs "
                + "than after one",
            Published.Nothing("fraction"), ImageStudy.FashionLonger,
            new DirectionRule(new("(unpruned − dynamic) − (unprunedLonger − dynamicLonger), testAccuracy",
                ["unpruned", "dynamic", "unprunedLonger", "dynamicLonger"],
                r => Of(r.Values["unpruned.testAccuracy"], r.Values["dynamic.testAccuracy"],
                    r.Values["unprunedLonger.testAccuracy"], r.Values["dynamicLonger.testAccuracy"]),
                r => [.. Enumerable.Range(0, r.Examples["unpruned.testAccuracy"].Count).Select(i => Of(
                    r.Examples["unpruned.testAccuracy"][i], r.Examples["dynamic.testAccuracy"][i],
                    r.Examples["unprunedLonger.testAccuracy"][i], r.Examples["dynamicLonger.testAccuracy"][i]))])
            {
                IsDifference = true,
            }, OfInterest: AccuracyOfInterest))
        {
            Note = (replicates, _) => "Mean test accuracy: " + string.Join(", ",
                new[] { "unpruned", "dynamic", "unprunedLonger", "dynamicLonger" }
                    .Select(a => $"{a} {ResultText.Accuracy(replicates, a)}")) + ".",
        },
    ];

    private IEnumerable<Claim> Trials() =>
    [
        Trial("dynamic/fashion-trials", "Fashion MNIST, Trials", "Fashion-MNIST", fashion),
        Trial("dynamic/cifar-trials", "CIFAR-10, Trials", "CIFAR-10", ImageStudy.Cifar),
        Trial("dynamic/flowers-trials", "Flowers, Trials", "flowers", ImageStudy.Flowers),
    ];

    private static Claim Trial(string id, string section, string set, Study study) => new(id, section,
        $"The four trials on {set}, whose section is empty: test accuracy of dynamic pruning, less the unpruned net’s",
        Published.Nothing("fraction"), study, new MeasurementRule(Cost("dynamic", "unpruned")))
    {
        Note = (replicates, _) => string.Join("; ", new[] { "unpruned", "pruned", "lottery", "dynamic" }.Select(a =>
            $"{a}: test accuracy {ResultText.Mean(replicates, $"{a}.testAccuracy", 100, "0.00", " %")}, test loss "
            + $"{ResultText.Mean(replicates, $"{a}.testLoss", 1, "0.000")}")) + ".",
    };

    private static string Reaches(IReadOnlyList<Replicate> replicates, params string[] arms) =>
        string.Join(" ", arms.Select(a =>
            $"{replicates.Count(r => r.Values[$"{a}.{Reached}"] == 1)} of {replicates.Count} nets of {a} get there, in "
            + $"{replicates.Average(r => r.Values[$"{a}.{Steps}"]):#,0} steps on average where never counts as all; the "
            + $"unpruned net takes {replicates.Average(r => r.Values[$"unpruned.{Steps}"]):#,0}."))
        + " The target is the unpruned net’s own last record, which it reaches by definition: a rival that is no better "
        + "on average would lose more often than win.";

    private static double Of(double unpruned, double dynamic, double unprunedLonger, double dynamicLonger) =>
        unpruned - dynamic - (unprunedLonger - dynamicLonger);

    private static Quantity Cost(string before, string after) =>
        Quantity.Difference($"{before}.testAccuracy", $"{after}.testAccuracy");
}
