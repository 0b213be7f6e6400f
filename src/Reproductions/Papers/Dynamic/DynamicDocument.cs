namespace Pruning.Reproductions.Papers.Dynamic;

/// <summary>Claims of "Dynamic Pruning", a class project that prunes during training instead of after it.</summary>
internal sealed partial class DynamicDocument : IDocument
{
    private const double UnprunedLoss = 0.4699;
    private const double PrunedLoss = 0.4812;
    private const double LotteryLoss = 0.4672;
    private const double DynamicLoss = 0.4289;

    /// <summary>Smallest difference of losses of interest, in nats; the smallest published one is 0.0027.</summary>
    private const double OfInterest = 0.001;

    private readonly FigureStudy facts = PenguinStudy.Facts;
    private readonly Study<PenguinStudy> penguins = PenguinStudy.Study;

    public DynamicDocument() => Claims =
        [.. DataClaims(), .. LossClaims(), .. LearningClaims(), .. HypothesisClaims(), .. FashionClaims(), .. Trials()];

    public string Id => "dynamic";

    public string Title => "Dynamic Pruning";

    public IReadOnlyList<Claim> Claims { get; }

    private IEnumerable<Claim> DataClaims() =>
    [
        new("dynamic/penguins-rows", "Penguins, Data Preprocessing",
            "333 penguins have no missing value; they become twelve inputs, and are split into 200, 100 and 33",
            new(333, null, "rows", "200 + 100 + 33"), facts,
            new ExactRule([Count("data.rows", 333), Count("data.inputs", 12), Count("data.train", 200),
                Count("data.validation", 100), Count("data.test", 33)])),
        new("dynamic/penguins-inputs-in-unit-range", "Penguins, Data Preprocessing",
            "After division by fixed constants every input lies between 0 and 1",
            new(1, null, "", "0 to 1"), facts,
            new ExactRule([
                new(Quantity.Metric("data.largestInput"), "at most 1", x => x <= 1),
                new(Quantity.Metric("data.smallestInput"), "at least 0", x => x >= 0)]))
        {
            Note = (replicates, _) =>
                $"{replicates[0].Values["data.rowsOutsideUnitRange"]} of {replicates[0].Values["data.rows"]} rows have "
                + "an input outside that range.",
        },
    ];

    private IEnumerable<Claim> LossClaims() =>
    [
        new("dynamic/penguins-unpruned-loss", "Penguins, Trials, Unpruned Model",
            "The unpruned net's test loss after 4,000 epochs is 0.4699",
            new(UnprunedLoss, null, "nats", "0.4699"), penguins,
            new PointRule(Quantity.Metric("unpruned.testLoss"), UnprunedLoss, 0.46985, 0.46995, 0.05)),
        new("dynamic/penguins-pruned-slightly-worse", "Penguins, Trials, Pruned Model",
            "Without its 30 % smallest weights the trained net is worse, but only slightly",
            new(PrunedLoss, PrunedLoss - UnprunedLoss, "nats", "0.4812 against 0.4699"), penguins,
            new CompositeRule([
                new DirectionRule(Gain("pruned", "unpruned"), PrunedLoss - UnprunedLoss, OfInterest),
                new BoundRule(Gain("pruned", "unpruned"), 2 * (PrunedLoss - UnprunedLoss))])),
        new("dynamic/penguins-lottery-improves", "Penguins, Trials, Lottery Ticket",
            "The lottery ticket, reset to its initial values and trained again, beats the unpruned net",
            new(LotteryLoss, UnprunedLoss - LotteryLoss, "nats", "0.4672 against 0.4699"), penguins,
            new DirectionRule(Gain("unpruned", "lottery"), UnprunedLoss - LotteryLoss, OfInterest)),
        new("dynamic/penguins-dynamic-improves", "Penguins, Trials, Dynamic Pruning Model",
            "Pruning 17 % at one third and again at two thirds of training beats the unpruned net",
            new(DynamicLoss, UnprunedLoss - DynamicLoss, "nats", "0.4289 against 0.4699"), penguins,
            new CompositeRule([
                new DirectionRule(Gain("unpruned", "dynamic"), UnprunedLoss - DynamicLoss, OfInterest),
                new SizeRule(Gain("unpruned", "dynamic"), UnprunedLoss - DynamicLoss)])),
        new("dynamic/penguins-order", "Penguins, Penguin Conclusions",
            "By test loss the order is dynamic, lottery, unpruned, pruned, best first",
            new(null, null, "nats", "0.4289 < 0.4672 < 0.4699 < 0.4812"), penguins,
            new CompositeRule([
                new DirectionRule(Gain("lottery", "dynamic"), LotteryLoss - DynamicLoss, OfInterest),
                new DirectionRule(Gain("unpruned", "lottery"), UnprunedLoss - LotteryLoss, OfInterest),
                new DirectionRule(Gain("pruned", "unpruned"), PrunedLoss - UnprunedLoss, OfInterest)])),
        new("dynamic/penguins-removed-share", "Penguins, Trials, Dynamic Pruning Model",
            "Twice 17 %, the second time of what remains, removes a little more than 30 % of the weights",
            new(0.30, null, "fraction", "over 30 %"), penguins,
            new ExactRule([new(Quantity.Metric("dynamic.removedShare"), "over 30 % and under 33 %",
                x => x is > 0.30 and < 0.33)])),
    ];

    private IEnumerable<Claim> LearningClaims() =>
    [
        new("dynamic/penguins-dynamic-still-learning", "Penguins, Penguin Conclusions",
            "After 4,000 epochs the unpruned net and the lottery ticket have all but converged, dynamic pruning has "
                + "not",
            Published.Nothing("nats per 1,000 epochs"), penguins,
            new CompositeRule([
                new DirectionRule(Quantity.Difference("unpruned.trainLossSlope", "dynamic.trainLossSlope")),
                new DirectionRule(Quantity.Difference("lottery.trainLossSlope", "dynamic.trainLossSlope")),
                new BoundRule(Quantity.Metric("unpruned.trainLossFall"), 0.01),
                new BoundRule(Quantity.Metric("lottery.trainLossFall"), 0.01)])),
        new("dynamic/penguins-converges-sooner", "Introduction",
            "Dynamic pruning needs fewer epochs to the unpruned net's final validation loss",
            Published.Nothing("score"), penguins,
            new DirectionRule(Quantity.Race("dynamic", "unpruned", "epochsToUnprunedLoss", "reachedUnprunedLoss")))
        {
            Note = HowManyReach,
            Caveat = (replicates, _) => $"{PenguinsReaching(replicates)} of {replicates.Count} nets ever get there",
        },
    ];

    private static int PenguinsReaching(IReadOnlyList<Replicate> replicates) =>
        replicates.Count(r => r.Values["dynamic.reachedUnprunedLoss"] == 1);

    private static string HowManyReach(IReadOnlyList<Replicate> replicates, Reading reading) =>
        $"{PenguinsReaching(replicates)} of {replicates.Count} dynamically pruned nets reach the unpruned net's final "
            + $"validation loss. Never counts as last, hence −1. The score is no mean over test examples.";

    private static ExactCheck Count(string metric, int expected) =>
        new(Quantity.Metric(metric), expected.ToString(), x => x == expected);

    /// <summary>Test loss of the worse arm minus that of the better one.</summary>
    private static Quantity Gain(string worse, string better) =>
        Quantity.Difference($"{worse}.testLoss", $"{better}.testLoss");
}
