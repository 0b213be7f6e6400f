using Pruning.Shared.Pruning.Curvature;

namespace Pruning.Shared.Pruning;

/// <summary>
/// GraSP (Wang, Zhang and Grosse 2020, Picking Winning Tickets Before Training by Preserving Gradient Flow, ICLR, arXiv
/// 2002.07376): w·(H·g), g and H being the gradient and the Hessian of the mean training loss. To first order, setting
/// a weight to 0 changes ½·‖g‖² by −w·(H·g), so the weights whose removal raises the gradient's norm most go first.
/// </summary>
/// <remarks>
/// <para>
/// The paper's score S is −w·(H·g), and it prunes the highest; this is −S, as the lowest are pruned here. In nats², of
/// either sign: it ranks single weights, and a norm over units drops the sign.
/// </para>
/// <para>
/// g and H are those of the parameters that are still in training, biases included: pruned and frozen ones count as
/// constants. The authors' code leaves biases out of g.
/// </para>
/// <para>
/// The net may have Linear, Convolution, MaxPool, Relu and Tanh layers. H·g is exact but for rounding in double
/// precision, and has the same bits on every processor.
/// </para>
/// </remarks>
public sealed record GradientFlowCriterion : Criterion
{
    public override string Name => "gradient-flow";

    /// <summary>
    /// T: the loss is that of softmax(z / T), z being the net's outputs. It is not in the paper's formulas; the
    /// authors' code divides by T = 200.
    /// </summary>
    /// <remarks>
    /// g has a factor 1/T, and of H the part that is due to the softmax's curvature has 1/T², but the part that is due
    /// to the net's own has 1/T. A large T also makes the softmax even. So T does not merely scale the scores: the
    /// larger it is, the more the net's own curvature decides.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0, or not finite.</exception>
    public double Temperature
    {
        get;
        init => field = value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), value, "Expected a finite temperature above 0; 1 leaves the outputs as they are.");
    } = 1;

    /// <summary>
    /// The number of training examples that the loss is the mean of, the first of the net's list: the paper's
    /// mini-batch. The authors' code takes equally many of each class, ten on CIFAR-10. Null: all.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public int? Examples
    {
        get;
        init => field = value is null or >= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), value, "Expected at least one example, or null for all.");
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The net has a layer of another kind.</exception>
    /// <exception cref="InvalidOperationException">The net has no training examples, or too few.</exception>
    public override float[] Score(ScoringContext net)
    {
        var (architecture, values, list) = (net.Architecture, net.Values, List(net));
        var still = new double[values.Length];
        var (gradient, _) = HessianProduct.Along(architecture, values, still, net.Examples, list, Temperature);
        var flow = new double[values.Length];
        foreach (var range in architecture.Parameters.Where(range => range.IsTrained))
        {
            for (var column = range.Offset; column < range.Offset + range.Count; column++)
            {
                flow[column] = net.Mask[column] == 0 ? 0 : gradient[column];
            }
        }

        var (_, product) = HessianProduct.Along(architecture, values, flow, net.Examples, list, Temperature);
        return [.. values.Zip(product, (w, hg) => (float)(w * hg))];
    }

    private int[] List(ScoringContext net) => Examples is not { } count
        ? [.. net.Training]
        : count <= net.Training.Count
            ? [.. net.Training.Take(count)]
            : throw new InvalidOperationException(
                $"{Name} expected {count} training examples; net {net.Row} has {net.Training.Count}. "
                + "Give the criterion a smaller number of Examples, or null for all.");
}
