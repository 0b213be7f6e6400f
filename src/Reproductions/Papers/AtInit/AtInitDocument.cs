namespace Pruning.Reproductions.Papers.AtInit;

/// <summary>
/// Claims on pruning before training: the conservation of SynFlow's scores, and the layers that other scores empty
/// (Tanaka, Kunin, Yamins and Ganguli 2020, Pruning Neural Networks Without Any Data by Iteratively Conserving Synaptic
/// Flow, NeurIPS, arXiv 2006.05467); and what becomes of nets pruned so beside those pruned after training (Frankle,
/// Dziugaite, Roy and Carbin 2021, Pruning Neural Networks at Initialization: Why Are We Missing the Mark?, ICLR, arXiv
/// 2009.08576).
/// </summary>
internal sealed class AtInitDocument : IDocument
{
    private const string SynFlow = "Tanaka et al. 2020, sections 4 to 6";

    private const string Mark = "Frankle et al. 2021, sections 4 and 5";

    /// <summary>Largest difference of accuracies that counts as none.</summary>
    private const double Margin = 0.005;

    /// <summary>Smallest difference of accuracies of interest: a tenth of a point, ten test images.</summary>
    private const double OfInterest = 0.001;

    /// <summary>Relative error that rounding of sums of hundreds of terms in single precision explains.</summary>
    private const double Rounding = 1e-5;

    private readonly Study collapse = CollapseStudy.Study;
    private readonly Study trained = AtInitStudy.Study;

    public AtInitDocument() => Claims = [.. FlowClaims(), .. TrainedClaims()];

    public string Id => "at-init";

    public string Title => "Pruning at initialisation";

    public IReadOnlyList<Claim> Claims { get; }

    private IEnumerable<Claim> FlowClaims() =>
    [
        new("at-init/synflow-conserved", SynFlow,
            "SynFlow’s scores are conserved: those into a hidden unit add up to those out of it, and all layers’ sums "
                + "are equal",
            Published.Nothing("fraction"), collapse,
            new ExactRule([
                new(Quantity.Metric("conserved.unitError"), "at most 1e-5, rounding", x => x <= Rounding),
                new(Quantity.Metric("conserved.layerError"), "at most 1e-5, rounding", x => x <= Rounding)])),
        new("at-init/no-layer-collapse", SynFlow,
            "Iterative SynFlow leaves no layer empty down to one weight a layer; SNIP and GraSP, in one step, empty a "
                + "layer while more weights are left",
            Published.Nothing("layers"), collapse,
            new ExactRule([
                new(Quantity.Metric("synflow@3.emptyLayers") with { Arms = AtAllLevels("synflow") }, "0", x => x == 0),
                new(Empty("snip"), "at least 1", x => x >= 1), new(Empty("grasp"), "at least 1", x => x >= 1)]))
        {
            Note = (replicates, _) => string.Join(" ", BeforeTraining.Methods.Select(m => Collapse(replicates, m))),
        },
    ];

    private IEnumerable<Claim> TrainedClaims() =>
    [
        new("at-init/misses-the-mark", Mark,
            "SNIP, GraSP and SynFlow end less accurate than magnitude pruning after training, without 90 and 95 % of "
                + "the weights",
            Published.Nothing("fraction"), trained,
            new CompositeRule([.. from level in AtInitStudy.Levels
                                  from method in BeforeTraining.Methods
                                  select new DirectionRule(Quantity.Difference(
                                      $"magnitude@{level}.testAccuracy", $"{method}@{level}.testAccuracy"),
                                      OfInterest: OfInterest)]))
        {
            Note = (replicates, _) =>
                $"The core is SNIP at {AtInitStudy.Levels[0]} %. Test accuracy of the dense net is "
                + $"{ResultText.Accuracy(replicates, "dense")}, and {ResultText.Accuracy(replicates, "denseLonger")} "
                + $"after twice the training, as long as magnitude pruning takes in all; {string.Join("; ", AtInitStudy.Levels.Select(k =>
                    Accuracies(replicates, k)))} (means).",
        },
        new("at-init/only-the-layer-shares", Mark,
            "To shuffle such a mask inside its layers, or to draw new weights for it, costs nothing: only the layers’ "
                + "shares matter",
            Published.Nothing("fraction"), trained,
            new CompositeRule([.. from method in BeforeTraining.Methods
                                  from control in new[] { "Shuffled", "Fresh" }
                                  select new EquivalenceRule(Quantity.Difference(
                                      $"{method}{control}@{AtInitStudy.Shuffled}.testAccuracy",
                                      $"{method}@{AtInitStudy.Shuffled}.testAccuracy"), Margin)])),
    ];

    private static string[] AtAllLevels(string method) => [.. CollapseStudy.Left.Select(n => $"{method}@{n}")];

    /// <summary>
    /// The largest number of layers that a method leaves empty while there are more weights than layers.
    /// </summary>
    private static Quantity Empty(string method) => new(
        $"most empty layers of {method} before the last level", AtAllLevels(method),
        r => CollapseStudy.Left.SkipLast(1).Max(n => r.Values[$"{method}@{n}.emptyLayers"]));

    private static string Collapse(IReadOnlyList<Replicate> replicates, string method)
    {
        var levels = CollapseStudy.Left.Select(n =>
            $"{replicates.Count(r => r.Values[$"{method}@{n}.emptyLayers"] > 0)} with {n:#,0} weights left");
        return $"Of {replicates.Count} replicates {method} empties a layer in {string.Join(", ", levels)}.";
    }

    private static string Accuracies(IReadOnlyList<Replicate> replicates, int level) =>
        $"without {level} % " + string.Join(", ", new[] { "magnitude" }.Concat(BeforeTraining.Methods).Append("random")
            .Select(a => $"{a} {ResultText.Accuracy(replicates, $"{a}@{level}")}"));
}
