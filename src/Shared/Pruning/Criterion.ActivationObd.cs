namespace Pruning.Shared.Pruning;

public abstract partial record Criterion
{
    /// <summary>
    /// Optimal Brain Damage for whole maps: ½·Σ(a·g)² over the map, averaged over the training examples, in nats, with
    /// an example's squared gradient for the second derivative (Molchanov et al. 2017, arXiv 1611.06440, compare with
    /// OBD; LeCun, Denker and Solla 1990). The paper does not say how it takes the second derivative.
    /// </summary>
    public static MapCriterion ActivationObd { get; } = new ActivationObdCriterion();

    private sealed record ActivationObdCriterion : MapCriterion
    {
        public override string Name => "activation-obd";

        protected override IReadOnlyList<double[]?> Raw(ScoringContext net) =>
            [.. net.MapSensitivity.Select(maps => maps is null ? null : maps.SecondOrder.ToArray())];
    }
}
