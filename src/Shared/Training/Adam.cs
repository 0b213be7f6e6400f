using Pruning.Shared.Kernels;
using Pruning.Shared.Tensors;
using static TorchSharp.torch;

namespace Pruning.Shared.Training;

/// <summary>Adam (Kingma and Ba 2015, algorithm 1), in the arithmetic of PyTorch.</summary>
/// <param name="LearningRate">α.</param>
/// <param name="Epsilon">Added to √v̂.</param>
/// <param name="WeightDecay">λ, added to the gradient as λ·w.</param>
public sealed record Adam(double LearningRate, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8,
    double WeightDecay = 0) : OptimizerSettings
{
    /// <summary>Gets the learning rate, above 0.</summary>
    public double LearningRate { get; init; } = Rate(LearningRate);

    internal override CpuOptimizer OnCpu(int parameters) => new Kernel(this, parameters);

    internal override TensorOptimizer OnTensors(Tensor values, Tensor gradients) =>
        new Operators(this, values, gradients);

    private sealed unsafe class Kernel : CpuOptimizer
    {
        private readonly double learningRate;
        private readonly AdamStep step;
        private readonly float* mean;
        private readonly float* square;

        public Kernel(Adam settings, int parameters)
            : base(parameters)
        {
            learningRate = settings.LearningRate;
            step = new(learningRate, settings.Beta1, settings.Beta2, settings.Epsilon, settings.WeightDecay);
            mean = Memory();
            square = Memory();
        }

        public override void Step(float* values, float* gradients, float* mask)
        {
            step.LearningRate = learningRate * RateFactor;
            step.Next();
            step.Run(values, gradients, mean, square, mask, Parameters);
        }
    }

    private sealed class Operators : TensorOptimizer
    {
        private readonly Adam settings;
        private readonly Tensor mean;
        private readonly Tensor square;
        private int steps;

        public Operators(Adam settings, Tensor values, Tensor gradients)
            : base(values, gradients)
        {
            this.settings = settings;
            (mean, square) = (Memory(), Memory());
        }

        public override void Step()
        {
            steps++;
            var step = -settings.LearningRate * RateFactor / (1 - Math.Pow(settings.Beta1, steps));
            var root = Math.Sqrt(1 - Math.Pow(settings.Beta2, steps));
            using var decayed = settings.WeightDecay == 0 ? null : Gradients.add(Values, settings.WeightDecay);
            var gradients = decayed ?? Gradients;
            mean.mul_(settings.Beta1).add_(gradients, 1 - settings.Beta1);
            square.mul_(settings.Beta2).addcmul_(gradients, gradients, 1 - settings.Beta2);
            using var denominator = square.sqrt();
            Values.addcdiv_(mean, denominator.div_(root).add_(settings.Epsilon), step);
        }
    }
}
