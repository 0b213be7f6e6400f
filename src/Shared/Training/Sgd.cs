using Pruning.Shared.Kernels;
using Pruning.Shared.Tensors;
using static TorchSharp.torch;

namespace Pruning.Shared.Training;

/// <summary>
/// Stochastic gradient descent with momentum μ and weight decay λ: g ← g + λ·w; b ← μ·b + g; w ← w − α·b.
/// </summary>
public sealed record Sgd(double LearningRate, double Momentum = 0, double WeightDecay = 0) : OptimizerSettings
{
    /// <summary>Gets the learning rate, above 0.</summary>
    public double LearningRate { get; init; } = Rate(LearningRate);

    internal override CpuOptimizer OnCpu(int parameters) => new Kernel(this, parameters);

    internal override TensorOptimizer OnTensors(Tensor values, Tensor gradients) =>
        new Operators(this, values, gradients);

    private sealed unsafe class Kernel : CpuOptimizer
    {
        private readonly double learningRate;
        private readonly SgdStep step;
        private readonly float* velocity;

        public Kernel(Sgd settings, int parameters)
            : base(parameters)
        {
            learningRate = settings.LearningRate;
            step = new(learningRate, settings.Momentum, settings.WeightDecay);
            velocity = settings.Momentum == 0 ? null : Memory();
        }

        public override void Step(float* values, float* gradients, float* mask)
        {
            step.LearningRate = learningRate * RateFactor;
            step.Run(values, gradients, velocity, mask, Parameters);
        }
    }

    private sealed class Operators : TensorOptimizer
    {
        private readonly Sgd settings;
        private readonly Tensor? velocity;

        public Operators(Sgd settings, Tensor values, Tensor gradients)
            : base(values, gradients)
        {
            this.settings = settings;
            velocity = settings.Momentum == 0 ? null : Memory();
        }

        public override void Step()
        {
            // The gradients are not changed: they may be accumulated over steps.
            using var decayed = Gradients.add(Values, settings.WeightDecay);

            // From a zero velocity the first step is b = g, as without momentum.
            Values.add_(
                velocity?.mul_(settings.Momentum).add_(decayed) ?? decayed, -settings.LearningRate * RateFactor);
        }
    }
}
