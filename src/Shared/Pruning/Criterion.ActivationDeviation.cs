namespace Pruning.Shared.Pruning;

public abstract partial record Criterion
{
    /// <summary>
    /// The standard deviation of the activations of a unit's map, over its elements and the training examples: maps
    /// that hardly vary go first (Molchanov et al. 2017, arXiv 1611.06440, section 2.2).
    /// </summary>
    public static MapCriterion ActivationDeviation { get; } = new ActivationDeviationCriterion();

    private sealed record ActivationDeviationCriterion : MapCriterion
    {
        public override string Name => "activation-deviation";

        protected override IReadOnlyList<double[]?> Raw(ScoringContext net) =>
            [.. net.MapActivity.Select(maps => maps is null ? null : maps.Deviation.ToArray())];
    }
}
