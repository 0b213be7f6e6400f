using Pruning.Shared.Pruning;

namespace Pruning.Tests.Properties.Adding;

/// <summary>|∂loss/∂w| over the training examples: the weights that the loss depends on least go first.</summary>
internal sealed record LargestGradientCriterion : Criterion
{
    public override string Name => "largest-gradient";

    public override float[] Score(ScoringContext net) => Array.ConvertAll(net.Gradients, MathF.Abs);
}
