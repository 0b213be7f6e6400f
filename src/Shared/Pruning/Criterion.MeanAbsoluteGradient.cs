namespace Pruning.Shared.Pruning;

public abstract partial record Criterion
{
    /// <summary>
    /// The mean over the training examples of |mean of g over the unit's map|, g being the gradients of an example's
    /// own cross-entropy with respect to the activations: a control for <see cref="TaylorMap"/>, without activations.
    /// </summary>
    public static MapCriterion MeanAbsoluteGradient { get; } = new MeanAbsoluteGradientCriterion();

    private sealed record MeanAbsoluteGradientCriterion : MapCriterion
    {
        public override string Name => "mean-absolute-gradient";

        protected override IReadOnlyList<double[]?> Raw(ScoringContext net) =>
            [.. net.MapSensitivity.Select(maps => maps is null ? null : maps.Gradient.ToArray())];
    }
}
