namespace Pruning.Reproductions.Papers.WeightVsUnit;

/// <summary>
/// Claims of "Pruning Weights on a Large Neural Net": accuracy on MNIST under weight and unit pruning, without
/// retraining.
/// </summary>
internal sealed class WeightVsUnitDocument : IDocument
{
    private const double Noticeable = Levels.Noticeable;
    private const double Rise = 0.005;

    /// <summary>
    /// Smallest difference of accuracies of interest: a tenth of a point, ten images of the test set.
    /// </summary>
    private const double OfInterest = 0.001;

    private static readonly Choice UpTo = new("upTo", "whether 95 % itself must hold too",
        ["below95", "including95"], Stance.Unstated);
    private static readonly Choice Margin = new("noticeable", "the loss of accuracy that counts as noticeable",
        ["1pp", "5pp"], Stance.Unstated);

    private readonly FigureStudy image = WeightVsUnitStudy.FirstImage;
    private readonly Study<WeightVsUnitStudy> curves = WeightVsUnitStudy.Study;

    public WeightVsUnitDocument() => Claims = [.. CurveClaims(), .. CauseClaims()];

    public string Id => "weight-vs-unit";

    public string Title => "Pruning Weights on a Large Neural Net";

    public IReadOnlyList<Claim> Claims { get; }

    private IEnumerable<Claim> CurveClaims() =>
    [
        new("weight-vs-unit/first-image-zeros", "Analysis",
            "About 70 % of the first training image's pixels are zero",
            new(0.70, null, "fraction", "70 %"), image,
            new ExactRule([new(Quantity.Metric("image.zeroShare"), "65 % to 75 %", x => x is >= 0.65 and <= 0.75)])),
        new("weight-vs-unit/weight-holds-to-95", "Results",
            "Weight pruning costs no noticeable accuracy until at least 95 % of the weights are gone",
            new(0.95, null, "fraction", "95 %"), curves, Holds(including95: false, Noticeable))
        {
            Judging = [UpTo, Margin],
            JudgingTogether = [new Dictionary<string, string> { ["upTo"] = "including95", ["noticeable"] = "5pp" }],
            RuleOf = choices => Holds(choices["upTo"] == "including95", MarginOf(choices)),
            Note = HowFar,
            CurveMark = 95,
        },
        new("weight-vs-unit/unit-degrades-sooner", "Results",
            "Unit pruning loses accuracy at lower levels than weight pruning, and is nowhere better",
            Published.Nothing("points of k"), curves, Sooner(Noticeable))
        {
            Judging = [Margin],
            RuleOf = choices => Sooner(MarginOf(choices)),
            Note = HowFar,
        },
        new("weight-vs-unit/early-rise", "Analysis",
            "Accuracy rises by about half a point between nothing pruned and 20 %",
            new(null, Rise, "fraction", "+0.5 pp"), curves,
            new CompositeRule([new DirectionRule(Levels.Gain("weight", 20), Rise, OfInterest),
                new SizeRule(Levels.Gain("weight", 20), Rise)])),
        new("weight-vs-unit/magnitude-beats-random", "Analysis",
            "Weights of small magnitude matter least: up to 90 % a random choice of as many costs more at every level",
            Published.Nothing("fraction"), curves,
            new CompositeRule([.. Levels.Pruned.Where(k => k <= 90).OrderByDescending(k => k)
                .Select(k => new DirectionRule(Quantity.Difference(Levels.Accuracy("weight", k),
                    Levels.Accuracy("random", k)), OfInterest: OfInterest))]))
        {
            Note = (_, _) => "The core is the highest level, whose figure stands above.",
        },
    ];

    private IEnumerable<Claim> CauseClaims() =>
    [
        new("weight-vs-unit/bias-free-cause", "Analysis",
            "That early rise comes from leaving out the biases: with them it is smaller",
            Published.Nothing("fraction"), curves,
            new DirectionRule(new("rise without biases − rise with them",
                ["dropped@0", "dropped@20", "kept@0", "kept@20"], RiseDifference, RiseDifferenceByExample),
                OfInterest: OfInterest))
        {
            Note = WhetherThereIsARise,
        },
        new("weight-vs-unit/dead-inputs-inert", "Analysis",
            "Weights that read inputs which are zero in every test image have no effect on any output",
            Published.Nothing("outputs"), curves,
            new ExactRule([new(Quantity.Metric("dead.changedLogits"), "0", x => x == 0)])),
        new("weight-vs-unit/zero-inputs-explain", "Analysis",
            "Most first-layer weights read inputs that are always zero, and that is why pruning does no harm",
            new(null, null, "fraction", "a majority"), curves,
            new CompositeRule([
                new ExactRule([new(Quantity.Metric("dead.weightShare"), "over 50 %", x => x > 0.5)]),
                new DirectionRule(new("share of the first-layer weights pruned at 50 % that read dead inputs − ½",
                    ["dead"], r => r.Values["dead.prunedShare"] - 0.5)),
                new DirectionRule(Levels.HoldsFurther("weight", "hidden", Noticeable))])),
    ];

    private static IEnumerable<int> HardestFirst => Levels.Pruned.OrderByDescending(k => k);

    private static ThresholdRule Holds(bool including95, double margin) =>
        new([.. HardestFirst.Where(k => k < 95 || (including95 && k == 95)).Select(k => Levels.Gain("weight", k))],
            margin);

    private static CompositeRule Sooner(double margin) => new([
        new DirectionRule(Levels.HoldsFurther("weight", "unit", margin)),
        new ThresholdRule([.. HardestFirst.Select(k =>
            Quantity.Difference(Levels.Accuracy("weight", k), Levels.Accuracy("unit", k)))], Noticeable)]);

    private static double MarginOf(IReadOnlyDictionary<string, string> choices) =>
        choices.GetValueOrDefault("noticeable") == "5pp" ? 0.05 : Noticeable;

    private static double RiseDifference(Replicate r) =>
        r.Values["dropped@20.testAccuracy"] - r.Values["dropped@0.testAccuracy"]
            - (r.Values["kept@20.testAccuracy"] - r.Values["kept@0.testAccuracy"]);

    private static string HowFar(IReadOnlyList<Replicate> replicates, Reading reading)
    {
        var margin = MarginOf(reading.Choices);
        return $"Weight pruning stays within {100 * margin:0} pp of the unpruned net up to "
            + $"{Mean(r => Levels.LargestHeld(r.Values, "weight", margin))}, unit pruning up to "
            + $"{Mean(r => Levels.LargestHeld(r.Values, "unit", margin))}; unit pruning first leaves that margin at "
            + $"{Mean(r => Levels.FirstLost(r.Values, "unit", margin))} (means over replicates with their 95 % "
            + "intervals; a level counts if all below it do).";

        string Mean(Func<Replicate, double> level) => ResultText.Mean(replicates, level, "0.#", " %");
    }

    private static double[]? RiseDifferenceByExample(Replicate r)
    {
        var lists = new[] { "dropped@20", "dropped@0", "kept@20",
            "kept@0" }.Select(arm => r.Examples.GetValueOrDefault($"{arm}.testAccuracy")).ToArray();
        return lists.Any(l => l is null) ? null : [.. Enumerable.Range(0, lists[0]!.Count)
            .Select(i => lists[0]![i] - lists[1]![i] - (lists[2]![i] - lists[3]![i]))];
    }

    private static string WhetherThereIsARise(IReadOnlyList<Replicate> replicates, Reading reading)
    {
        var verdict = new DirectionRule(
            Quantity.Difference("dropped@20.testAccuracy", "dropped@0.testAccuracy"))
            .Judge(replicates, reading.InferenceScope).Verdict;
        return verdict == Verdict.Reproduced
            ? "Without biases there is a rise to explain."
            : $"The rise itself is {verdict.ToString().ToLowerInvariant()}, so there is nothing to explain.";
    }
}
