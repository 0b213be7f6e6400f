using Pruning.Shared.Kernels;
using Pruning.Shared.Tensors;
using static TorchSharp.torch;

namespace Pruning.Shared.Training;

/// <summary>Adam (Kingma and Ba 2015, algorithm 1), in the arithmetic of PyTorch.</summary>
/// <param name="LearningRate">α.</param>
/// <param name="Epsilon">Added to √v̂.</param>
/// <param name="WeightDecay">λ, added to the gradient as λ·w.</param>
public sealed record Adam(double LearningRate, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double WeightDecay = 0) : OptimizerSettings
{
    internal override CpuOptimizer OnCpu(int parameters) => new Kernel(this, parameters);

    internal override TensorOptimizer OnTensors(Tensor values, Tensor gradients) => new Operators(this, values, gradients);

    /// <summary>β₁ᵗ and β₂ᵗ by repeated multiplication, which every platform rounds alike.</summary>
    private sealed class Powers(Adam settings)
    {
        private double first = 1;
        private double second = 1;

        /// <summary>The next step's −α / (1 − β₁ᵗ) and √(1 − β₂ᵗ).</summary>
        public (double Step, double Root) Next()
        {
            first *= settings.Beta1;
            second *= settings.Beta2;
            return (-settings.LearningRate / (1 - first), Math.Sqrt(1 - second));
        }
    }

    private sealed unsafe class Kernel : CpuOptimizer
    {
        private readonly Adam settings;
        private readonly Powers powers;
        private readonly float* mean;
        private readonly float* square;

        public Kernel(Adam settings, int parameters)
            : base(parameters)
        {
            this.settings = settings;
            powers = new(settings);
            mean = Memory();
            square = Memory();
        }

        public override void Step(float* values, float* gradients, float* mask)
        {
            var (step, root) = powers.Next();
            AdamStep.Run(
                values, gradients, mean, square, mask, Parameters,
                (float)settings.Beta1, (float)settings.Beta2, (float)step, (float)root, (float)settings.Epsilon, (float)settings.WeightDecay);
        }
    }

    private sealed class Operators : TensorOptimizer
    {
        private readonly Adam settings;
        private readonly Powers powers;
        private readonly Tensor mean;
        private readonly Tensor square;

        public Operators(Adam settings, Tensor values, Tensor gradients)
            : base(values, gradients)
        {
            this.settings = settings;
            powers = new(settings);
            (mean, square) = (Memory(), Memory());
        }

        public override void Step()
        {
            var (step, root) = powers.Next();
            using var gradients = Gradients.add(Values, settings.WeightDecay);
            mean.mul_(settings.Beta1).add_(gradients, 1 - settings.Beta1);
            square.mul_(settings.Beta2).addcmul_(gradients, gradients, 1 - settings.Beta2);
            using var denominator = square.sqrt();
            Values.addcdiv_(mean, denominator.div_(root).add_(settings.Epsilon), step);
        }
    }
}
