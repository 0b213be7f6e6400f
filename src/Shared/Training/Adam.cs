using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Shared.Training;

/// <summary>Adam (Kingma and Ba 2015, algorithm 1), in the arithmetic of PyTorch.</summary>
/// <param name="LearningRate">α.</param>
/// <param name="Epsilon">Added to √v̂.</param>
public sealed record Adam(double LearningRate, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8) : OptimizerSettings
{
    /// <inheritdoc/>
    public override Optimizer Create(Tensor values, Tensor gradients) => new AdamOptimizer(this, values, gradients);

    private sealed class AdamOptimizer(Adam settings, Tensor values, Tensor gradients) : Optimizer
    {
        private readonly Tensor mean = Memory(values);
        private readonly Tensor square = Memory(values);
        private long steps;

        public override void Step(Tensor? mask = null)
        {
            steps++;
            var step = -settings.LearningRate / (1 - Math.Pow(settings.Beta1, steps));
            var root = Math.Sqrt(1 - Math.Pow(settings.Beta2, steps));
            ByOperators(step, root);
            Apply(mask, values);
        }

        private void ByOperators(double step, double root)
        {
            mean.mul_(settings.Beta1).add_(gradients, 1 - settings.Beta1);
            square.mul_(settings.Beta2).addcmul_(gradients, gradients, 1 - settings.Beta2);
            using var denominator = square.sqrt();
            values.addcdiv_(mean, denominator.div_(root).add_(settings.Epsilon), step);
        }

        protected override void Dispose(bool disposing)
        {
            mean.Dispose();
            square.Dispose();
        }
    }
}
