using Pruning.Shared.Populations;

namespace Pruning.Shared.Pruning;

/// <summary>
/// A criterion that scores whole units, of granularity <see cref="Granularity.Unit"/> only: feature maps of
/// convolutions and units of linear layers, after Molchanov, Tyree, Karras, Aila and Kautz 2017, Pruning Convolutional
/// Neural Networks for Resource Efficient Inference (ICLR; arXiv 1611.06440).
/// </summary>
/// <remarks>
/// A unit whose weights are all masked scores 0 and takes no part in its layer's norm, so that a masked net scores like
/// the smaller net that is left of it.
/// </remarks>
public abstract record MapCriterion : Criterion
{
    /// <summary>The λ of the paper's experiments, see <see cref="FlopsPenalty"/>.</summary>
    public const double UsualFlopsPenalty = 1e-3;

    /// <summary>The norm that a layer's scores are divided by.</summary>
    public LayerNorm LayerNorm { get; init; } = LayerNorm.None;

    /// <summary>
    /// λ, by which units that cost more go sooner: λ times a unit's cost is subtracted from its score, after the
    /// normalisation (section 2.2, "FLOPs regularization"); null: nothing is. The cost is in millions of floating-point
    /// operations for one example, a multiplication and an addition for each input that the unit reads in this net,
    /// pruned ones included.
    /// </summary>
    public double? FlopsPenalty { get; init; }

    /// <summary>Refuses to score single weights.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public sealed override float[] Score(ScoringContext net) => throw new InvalidOperationException(
        $"The criterion {Name} scores whole units, not single weights: "
        + "set PruningMethod.Granularity to Granularity.Unit.");

    public sealed override IReadOnlyList<double[]?> ScoreUnits(ScoringContext net)
    {
        var weights = net.Architecture.Of(ParameterRole.Weight);
        var costs = UnitCosts.Of(net.Architecture);
        return [.. Raw(net).Select((scores, i) =>
            scores is null ? null : Finished(scores, weights[i], net.Mask, 2e-6 * costs[i]))];
    }

    /// <summary>Scores the units as <see cref="ScoreUnits"/> does, before normalisation and penalty.</summary>
    protected abstract IReadOnlyList<double[]?> Raw(ScoringContext net);

    private double[] Finished(double[] raw, ParameterRange weight, float[] mask, double cost)
    {
        var size = weight.Count / raw.Length;
        double[] scores = [.. raw.Select((score, unit) =>
            mask.AsSpan(weight.Offset + (unit * size), size).ContainsAnyExcept(0f) ? score : 0)];
        var norm = LayerNorm switch
        {
            LayerNorm.L1 => scores.Sum(Math.Abs),
            LayerNorm.L2 => L2(scores),
            LayerNorm.Max => scores.Max(Math.Abs),
            _ => 1,
        };
        return Array.ConvertAll(scores, score => (norm == 0 ? 0 : score / norm) - ((FlopsPenalty ?? 0) * cost));
    }

    /// <summary>Computes √Σs², of scores whose squares may be too small for a double.</summary>
    private static double L2(double[] scores)
    {
        var largest = scores.Max(Math.Abs);
        return largest == 0 ? 0 : largest * Math.Sqrt(scores.Sum(score => score / largest * (score / largest)));
    }
}
