using Pruning.Shared.Kernels;
using Pruning.Shared.Tensors;
using static TorchSharp.torch;

namespace Pruning.Shared.Training;

/// <summary>
/// Adadelta (Zeiler 2012, arXiv 1212.5701, algorithm 1) in the arithmetic of PyTorch: v ← ρ·v + (1 − ρ)·g²;
/// Δ = g·√(u + ε) / √(v + ε); u ← ρ·u + (1 − ρ)·Δ²; w ← w − lr·Δ, from u = v = 0.
/// </summary>
/// <param name="LearningRate">lr.</param>
/// <param name="Rho">ρ, the decay rate of both running means.</param>
/// <param name="Epsilon">ε.</param>
public sealed record Adadelta(double LearningRate = 1, double Rho = 0.9, double Epsilon = 1e-6) : OptimizerSettings
{
    /// <summary>Gets the learning rate, above 0.</summary>
    public double LearningRate { get; init; } = Rate(LearningRate);

    internal override CpuOptimizer OnCpu(int parameters) => new Kernel(this, parameters);

    internal override TensorOptimizer OnTensors(Tensor values, Tensor gradients) =>
        new Operators(this, values, gradients);

    private sealed unsafe class Kernel : CpuOptimizer
    {
        private readonly double learningRate;
        private readonly AdadeltaStep step;
        private readonly float* square;
        private readonly float* change;

        public Kernel(Adadelta settings, int parameters)
            : base(parameters)
        {
            learningRate = settings.LearningRate;
            step = new(learningRate, settings.Rho, settings.Epsilon);
            square = Memory();
            change = Memory();
        }

        public override void Step(float* values, float* gradients, float* mask)
        {
            step.LearningRate = learningRate * RateFactor;
            step.Run(values, gradients, square, change, mask, Parameters);
        }
    }

    private sealed class Operators : TensorOptimizer
    {
        private readonly Adadelta settings;
        private readonly Tensor square;
        private readonly Tensor change;

        public Operators(Adadelta settings, Tensor values, Tensor gradients)
            : base(values, gradients)
        {
            this.settings = settings;
            (square, change) = (Memory(), Memory());
        }

        public override void Step()
        {
            square.mul_(settings.Rho).addcmul_(Gradients, Gradients, 1 - settings.Rho);
            using var root = square.add(settings.Epsilon).sqrt_();
            using var delta = change.add(settings.Epsilon).sqrt_().div_(root).mul_(Gradients);
            change.mul_(settings.Rho).addcmul_(delta, delta, 1 - settings.Rho);
            Values.add_(delta, -settings.LearningRate * RateFactor);
        }
    }
}
