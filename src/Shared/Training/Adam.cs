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
        private readonly Tensor denominator = Memory(values);
        private long steps;

        public override void Step()
        {
            steps++;
            var correction1 = 1 - Math.Pow(settings.Beta1, steps);
            var correction2 = 1 - Math.Pow(settings.Beta2, steps);
            mean.mul_(settings.Beta1).add_(gradients, 1 - settings.Beta1);
            square.mul_(settings.Beta2).addcmul_(gradients, gradients, 1 - settings.Beta2);
            denominator.copy_(square).sqrt_().div_(Math.Sqrt(correction2)).add_(settings.Epsilon);
            values.addcdiv_(mean, denominator, -settings.LearningRate / correction1);
        }

        protected override void Dispose(bool disposing)
        {
            mean.Dispose();
            square.Dispose();
            denominator.Dispose();
        }
    }
}
