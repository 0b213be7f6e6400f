namespace Pruning.Reproductions.Papers.AtInit;

/// <summary>
/// Claims on pruning before training: the conservation of SynFlow's scores, and the layers that other scores empty
/// (Tanaka, Kunin, Yamins and Ganguli 2020, Pruning Neural Networks Without Any Data by Iteratively Conserving Synaptic
/// Flow, NeurIPS, arXiv 2006.05467).
/// </summary>
internal sealed class AtInitDocument : IDocument
{
    private const string SynFlow = "Tanaka et al. 2020, sections 4 to 6";

    /// <summary>Relative error that rounding of sums of hundreds of terms in single precision explains.</summary>
    private const double Rounding = 1e-5;

    private readonly Study collapse = CollapseStudy.Study;

    public AtInitDocument() => Claims = [.. FlowClaims()];

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
}
