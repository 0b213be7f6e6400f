using Pruning.Shared.Kernels;
using Pruning.Shared.Tensors;
using static TorchSharp.torch;

namespace Pruning.Shared.Training;

/// <summary>
/// RMSprop (Tieleman and Hinton 2012, Neural Networks for Machine Learning, lecture 6.5) in the arithmetic of PyTorch:
/// v ← α·v + (1 − α)·g²; w ← w − lr·g / (√v + ε), from v = 0.
/// </summary>
/// <param name="LearningRate">lr.</param>
/// <param name="Alpha">α, the decay rate of the mean square.</param>
/// <param name="Epsilon">Added to √v.</param>
public sealed record RmsProp(double LearningRate, double Alpha = 0.99, double Epsilon = 1e-8) : OptimizerSettings
{
    /// <summary>Gets the learning rate, above 0.</summary>
    public double LearningRate { get; init; } = Rate(LearningRate);

    internal override CpuOptimizer OnCpu(int parameters) => new Kernel(this, parameters);

    internal override TensorOptimizer OnTensors(Tensor values, Tensor gradients) =>
        new Operators(this, values, gradients);

    private sealed unsafe class Kernel : CpuOptimizer
    {
        private readonly double learningRate;
        private readonly RmsPropStep step;
        private readonly float* square;

        public Kernel(RmsProp settings, int parameters)
            : base(parameters)
        {
            learningRate = settings.LearningRate;
            step = new(learningRate, settings.Alpha, settings.Epsilon);
            square = Memory();
        }

        public override void Step(float* values, float* gradients, float* mask)
        {
            step.LearningRate = learningRate * RateFactor;
            step.Run(values, gradients, square, mask, Parameters);
        }
    }

    private sealed class Operators : TensorOptimizer
    {
        private readonly RmsProp settings;
        private readonly Tensor square;

        public Operators(RmsProp settings, Tensor values, Tensor gradients)
            : base(values, gradients)
        {
            this.settings = settings;
            square = Memory();
        }

        public override void Step()
        {
            square.mul_(settings.Alpha).addcmul_(Gradients, Gradients, 1 - settings.Alpha);
            using var denominator = square.sqrt();
            Values.addcdiv_(Gradients, denominator.add_(settings.Epsilon), -settings.LearningRate * RateFactor);
        }
    }
}
