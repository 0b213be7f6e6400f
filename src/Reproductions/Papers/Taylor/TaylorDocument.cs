namespace Pruning.Reproductions.Papers.Taylor;

/// <summary>
/// Claims of notes on "Pruning Convolutional Neural Networks for Resource Efficient Inference" (Molchanov, Tyree,
/// Karras, Aila and Kautz 2017, arXiv 1611.06440): a first-order score of feature maps, and pruning that
/// alternates with fine-tuning.
/// </summary>
internal sealed class TaylorDocument : IDocument
{
    private const string Criteria = "Key points, pruning criterion";
    private const string Algorithm = "Key points, algorithm";
    private const int Eighth = TaylorStudy.Eighth;
    private const int Half = TaylorStudy.Half;
    private const int FourFifths = TaylorStudy.FourFifths;
    private const double Margin = 0.01;

    /// <summary>
    /// Smallest difference of accuracies of interest: a tenth of a point, ten images of the test set.
    /// </summary>
    private const double OfInterest = 0.001;

    /// <summary>Smallest difference of rank correlations of interest.</summary>
    private const double RhoOfInterest = 0.01;

    private static readonly string[] Tables = ["scores.correlations", "scores.oracle"];

    private readonly Study<OracleStudy> ranks = OracleStudy.Study;
    private readonly Study<TaylorStudy> tuned = TaylorStudy.Study;

    public TaylorDocument() => Claims = [.. ScoreClaims(), .. RankClaims(), .. PruningClaims()];

    public string Id => "taylor";

    public string Title => "Pruning CNNs for resource-efficient inference";

    public IReadOnlyList<Claim> Claims { get; }

    private IEnumerable<Claim> ScoreClaims() =>
    [
        new("taylor/first-order", Criteria,
            "Before its absolute value and times its elements, a map’s score is the first-order change of the cost "
                + "when the map is scaled down: the ratio of the two tends to 1",
            Published.Nothing("fraction"), ranks,
            new ExactRule([
                new(Quantity.Metric(Scaling.Error(512)), "within 10 % at 1/512", x => x < 0.1),
                new(Nearer, "under ½", x => x < 0.5)]))
        {
            Note = (replicates, _) => $"Over all maps, the change is off the prediction by {string.Join(", ",
                Scaling.Shares.Select(n => $"{Percent(replicates, Scaling.Error(n))} at 1/{n}"))}.",
        },
        new("taylor/free-with-backprop", Criteria,
            "The score needs nothing that back-propagation does not yield: its own multiplications are under 1 % of a "
                + "training step’s",
            Published.Nothing("fraction"), Cost.Study,
            new ExactRule([new(Quantity.Metric("score.share"), "under 1 %", x => x < 0.01)]))
        {
            Note = (replicates, _) =>
                $"{replicates[0].Values["score.multiplications"]:#,0} multiplications an image beside "
                + $"{replicates[0].Values["step.multiplications"]:#,0}.",
        },
        new("taylor/extra-time", Criteria,
            "The time that scores add to a forward and backward pass, which the document calls free",
            Published.Nothing("fraction"), TimeStudy.Study,
            new MeasurementRule(Quantity.Metric("score.extra") with
            {
                Arms = ["score", $"pruned@{Half}", $"pruned@{FourFifths}"],
            }))
        {
            Note = TimeStudy.Describe,
        },
        new("taylor/oracle-infeasible", Criteria,
            "The oracle takes as many passes as there are maps, and the best pair of a layer as many as there are "
                + "pairs",
            Published.Nothing("passes"), ranks,
            new ExactRule([
                new(Quantity.Metric("oracle.removals"), $"{SmallVgg.Maps}", x => x == SmallVgg.Maps),
                new(Quantity.Metric("pairs.removals"), "64·63/2 = 2,016", x => x == 2016)]))
        {
            Note = (_, _) =>
                $"Counted, not timed. To try every set of the {SmallVgg.Maps} maps would take 2^{SmallVgg.Maps} "
                + "passes.",
        },
        new("taylor/greedy-pair", Criteria,
            "How near greedy choice comes to the best pair of a layer: the share of pairs, of maps that matter at all, "
                + "that change the loss less",
            Published.Nothing("fraction"), ranks, new MeasurementRule(Quantity.Metric("pairs.betterShare")))
        {
            Note = (replicates, _) => $"Of the {ResultText.Mean(replicates, "pairs.live", 1, "0.0")} maps of "
                + $"{OracleStudy.PairLayer} whose removal changes the loss at all, the two that greedy choice removes "
                + $"change it by {ResultText.Mean(replicates, "pairs.greedy", 1e6, "0.0")} millionths of a nat, "
                + $"the best two by {ResultText.Mean(replicates, "pairs.best", 1e6, "0.0")}; "
                + "two maps whose effects cancel can be the best.",
        },
    ];

    private IEnumerable<Claim> RankClaims() =>
    [
        new("taylor/good-heuristic", Criteria,
            "Over all layers, the score ranks maps more like the oracle than weights, activations or zeros do",
            new(0.73, 0.40, "rho", ".73 against .33, .64, .66 and .51"), ranks,
            new CompositeRule([Above("weight", "overall", 0.40), Above("mean", "overall", 0.09),
                Above("deviation", "overall", 0.07), Above("apoz", "overall", 0.22)]))
        {
            Tables = Tables,
            Note = (replicates, _) =>
                Correlations(replicates, "overall", "taylor", "weight", "mean", "deviation", "apoz", "obd"),
        },
        new("taylor/within-layers", Criteria,
            "On average over layers, it ranks maps more like the oracle than Optimal Brain Damage or weights do",
            new(0.73, 0.14, "rho", ".73 against .59 and .27"), ranks,
            new CompositeRule([Above("obd", "within", 0.14), Above("weight", "within", 0.46)]))
        {
            Tables = Tables,
            Note = (replicates, _) => Correlations(replicates, "within", "taylor", "obd", "weight", "mean", "deviation",
                "apoz"),
        },
        new("taylor/normalisation", Criteria,
            "Dividing scores by their layer’s L2 norm raises the correlation with the oracle over all layers",
            new(0.73, 0.59, "rho", ".14 to .73"), ranks,
            new CompositeRule([new DirectionRule(Normalised, 0.59, RhoOfInterest), new SizeRule(Normalised, 0.59)]))
        {
            Tables = Tables,
            ReadingNote = (_, reading) => reading.Choices["norm"] switch
            {
                "none" => "Without a norm there are no two correlations to compare.",
                "l2" => null,
                var norm => $"Under the norm {norm} in place of L2.",
            },
        },
        new("taylor/flat-gradients", Criteria,
            "Low scores tend to be those of maps in which the cost’s gradient is flat: scores and mean absolute "
                + "gradients are correlated by rank",
            Published.Nothing("rho"), ranks,
            new DirectionRule(Quantity.Metric("taylor.flatness"), OfInterest: RhoOfInterest))
        {
            Note = (replicates, _) => "Spearman’s ρ of the two over all maps is "
                + $"{ResultText.Mean(replicates, "taylor.flatness", 1, "0.00")}.",
            Tables = Tables,
        },
    ];

    private IEnumerable<Claim> PruningClaims() =>
    [
        new("taylor/right-criterion", Algorithm,
            "With fine-tuning, the score leaves a more accurate net than weights or chance do, at half and at a fifth "
                + "of the maps",
            Published.Nothing("fraction"), tuned,
            new CompositeRule([.. from rival in new[] { "magnitude", "random" }
                                  from gone in new[] { Half, FourFifths }
                                  select Higher($"taylor@{gone}", $"{rival}@{gone}")]))
        {
            Note = (replicates, _) => "The core is weights at half of the maps. "
                + $"Test accuracy of the dense net is {ResultText.Accuracy(replicates, "dense")}; at half "
                + $"{Accuracies(replicates, Half)}, at a fifth {Accuracies(replicates, FourFifths)} (means)."
                + (replicates[0].Values.ContainsKey($"scratch@{Half}.testAccuracy")
                    ? " A net of the shape that the scores leave at half, which inherits nothing and is trained as "
                        + $"long: {ResultText.Accuracy(replicates, $"scratch@{Half}")}."
                    : string.Empty),
        },
        new("taylor/accuracy-survives", Algorithm,
            "Without an eighth of the maps, accuracy after fine-tuning is kept to within a point",
            new(0.9838, null, "fraction", "97 % to 98.38 %"), tuned,
            new BoundRule(Loss("dense", $"taylor@{Eighth}"), Margin, -0.0138))
        {
            Note = AgainstTheControl,
        },
        new("taylor/finetuning-recovers", Algorithm,
            "Right after an eighth of the maps is gone accuracy is lower, and fine-tuning raises it again",
            new(null, 0.0075, "fraction", "97 %, 96.25 %, 98.38 %"), tuned,
            new CompositeRule([
                Higher("dense", $"pruned@{Eighth}", 0.0075), Higher($"taylor@{Eighth}", $"pruned@{Eighth}", 0.0213)]))
        {
            Note = AgainstTheControl,
        },
        new("taylor/alternating", Algorithm,
            "Removal and fine-tuning in turn beat removing as many maps at once and fine-tuning as long, at half of "
                + "the maps",
            Published.Nothing("fraction"), tuned, Higher($"taylor@{Half}", $"oneShot@{Half}"))
        {
            Note = (replicates, _) =>
                $"Test accuracy is {ResultText.Accuracy(replicates, $"taylor@{Half}")} in turn and "
                + $"{ResultText.Accuracy(replicates, $"oneShot@{Half}")} at once"
                + (replicates[0].Values.ContainsKey($"longer@{Half}.testAccuracy")
                    ? $"; {ResultText.Accuracy(replicates, $"longer@{Half}")} with all maps and as much training"
                    : string.Empty) + " (means).",
        },
        new("taylor/flops-regularisation", Criteria,
            "A penalty on operations removes more multiply-accumulates for as many maps, at no loss of accuracy",
            Published.Nothing("multiply-accumulates"), tuned,
            new CompositeRule([
                new DirectionRule(Quantity.Difference($"taylor@{Half}.macs", $"flops@{Half}.macs")),
                new BoundRule(Loss($"taylor@{Half}", $"flops@{Half}"), Margin)]))
        {
            Note = (replicates, _) => $"With half of the maps {Millions(replicates, $"flops@{Half}")} million "
                + "multiply-accumulates an image are left, without the penalty "
                + $"{Millions(replicates, $"taylor@{Half}")}, "
                + $"before pruning {Millions(replicates, "dense")}.",
        },
        new("taylor/no-sensitivity-analysis", "Key points",
            "One ranking of all maps is no worse than shares of the layers set by a sensitivity analysis, for as many "
                + "maps",
            Published.Nothing("fraction"), tuned,
            new BoundRule(Loss($"sensitivity@{Half}", $"oneShot@{Half}"), Margin))
        {
            Note = (replicates, _) =>
                "Both remove half of the maps at once and are fine-tuned as long. The one ranking "
                + $"leaves {Millions(replicates, $"oneShot@{Half}")} million multiply-accumulates an image, the shares "
                + $"{Millions(replicates, $"sensitivity@{Half}")}.",
        },
    ];

    private static Quantity Normalised { get; } = new(
        "taylor.overall − taylor.unnormalised", ["taylor"],
        r => r.Values["taylor.overall"] - r.Values["taylor.unnormalised"])
    {
        IsDifference = true,
    };

    private static Quantity Nearer { get; } = new(
        $"{Scaling.Error(512)} / {Scaling.Error(8)}", ["scaling"],
        r => r.Values[Scaling.Error(512)] / r.Values[Scaling.Error(8)]);

    private static DirectionRule Above(string rival, string metric, double published) =>
        new(Quantity.Difference($"taylor.{metric}", $"{rival}.{metric}"), published, RhoOfInterest);

    private static DirectionRule Higher(string arm, string than, double? published = null) => new(
        Quantity.Difference($"{arm}.testAccuracy", $"{than}.testAccuracy"), published, OfInterest);

    private static Quantity Loss(string before, string after) =>
        Quantity.Difference($"{before}.testAccuracy", $"{after}.testAccuracy");

    private static string AgainstTheControl(IReadOnlyList<Replicate> replicates, Reading reading) =>
        $"Test accuracy is {ResultText.Accuracy(replicates, "head")} after the new head alone, the document’s 97 %, "
        + $"{ResultText.Accuracy(replicates, "dense")} before the removal, "
        + $"{ResultText.Accuracy(replicates, $"pruned@{Eighth}")} right after the removal and "
        + $"{ResultText.Accuracy(replicates, $"taylor@{Eighth}")} after fine-tuning"
        + (replicates[0].Values.ContainsKey($"longer@{Eighth}.testAccuracy")
            ? "; that of a net which is trained as long and loses nothing "
                + $"{ResultText.Accuracy(replicates, $"longer@{Eighth}")}"
            : string.Empty)
        + " (means).";

    private static string Accuracies(IReadOnlyList<Replicate> replicates, int gone) => string.Join(", ",
        new[] { "taylor", "magnitude", "random" }.Select(a => $"{a} {ResultText.Accuracy(replicates, $"{a}@{gone}")}"));

    private static string Correlations(IReadOnlyList<Replicate> replicates, string metric, params string[] arms) =>
        $"Spearman’s ρ with the oracle: {string.Join(", ", arms.Select(a =>
            $"{a} {ResultText.Mean(replicates, $"{a}.{metric}", 1, "0.00")}"))} (means with their 95 % intervals).";

    private static string Percent(IReadOnlyList<Replicate> replicates, string metric) =>
        $"{ResultText.Mean(replicates, metric, 100, "0.0")} %";

    private static string Millions(IReadOnlyList<Replicate> replicates, string arm) =>
        ResultText.Mean(replicates, $"{arm}.macs", 1e-6, "0.00");
}
