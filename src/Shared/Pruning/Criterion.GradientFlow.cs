namespace Pruning.Shared.Pruning;

public abstract partial record Criterion
{
    /// <summary>
    /// GraSP: what a weight does for the flow of gradients, by second derivatives over all training examples at
    /// temperature 1. Choose other examples or another temperature by <c>Criterion.GradientFlow with { Examples = 100,
    /// Temperature = 200 }</c>.
    /// </summary>
    public static GradientFlowCriterion GradientFlow { get; } = new();
}
