namespace Pruning.Shared.Pruning;

public abstract partial record Criterion
{
    /// <summary>
    /// The mean activation of a unit's map over the training examples: maps that are hardly active go first (Molchanov
    /// et al. 2017, arXiv 1611.06440, section 2.2).
    /// </summary>
    public static MapCriterion ActivationMean { get; } = new ActivationMeanCriterion();

    private sealed record ActivationMeanCriterion : MapCriterion
    {
        public override string Name => "activation-mean";

        protected override IReadOnlyList<double[]?> Raw(ScoringContext net) =>
            [.. net.MapActivity.Select(maps => maps is null ? null : maps.Mean.ToArray())];
    }
}
