using static TorchSharp.torch;

namespace Pruning.Shared.Training;

/// <summary>
/// RMSprop (Tieleman and Hinton 2012, Neural Networks for Machine Learning, lecture 6.5) in the arithmetic of PyTorch:
/// v ← α·v + (1 − α)·g²; w ← w − lr·g / (√v + ε), from v = 0.
/// </summary>
/// <param name="LearningRate">lr.</param>
/// <param name="Alpha">α, how much of the mean square is kept.</param>
/// <param name="Epsilon">Added to √v.</param>
public sealed record RmsProp(double LearningRate, double Alpha = 0.99, double Epsilon = 1e-8) : OptimizerSettings
{
    /// <inheritdoc/>
    public override Optimizer Create(Tensor values, Tensor gradients) => new RmsPropOptimizer(this, values, gradients);

    private sealed class RmsPropOptimizer(RmsProp settings, Tensor values, Tensor gradients) : Optimizer
    {
        private readonly Tensor square = Memory(values);

        public override void Step(Tensor? mask = null)
        {
            square.mul_(settings.Alpha).addcmul_(gradients, gradients, 1 - settings.Alpha);
            using var denominator = square.sqrt();
            values.addcdiv_(gradients, denominator.add_(settings.Epsilon), -settings.LearningRate);
            Apply(mask, values);
        }

        protected override void Dispose(bool disposing) => square.Dispose();
    }
}
