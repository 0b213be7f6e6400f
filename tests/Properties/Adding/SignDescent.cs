using Pruning.Shared.Tensors;
using Pruning.Shared.Training;
using static TorchSharp.torch;

namespace Pruning.Tests.Properties.Adding;

/// <summary>w ← w − α·sign(g).</summary>
internal sealed record SignDescent(double LearningRate) : OptimizerSettings
{
    internal override CpuOptimizer OnCpu(int parameters) => new Kernel(LearningRate, parameters);

    internal override TensorOptimizer OnTensors(Tensor values, Tensor gradients) =>
        new Operators(LearningRate, values, gradients);

    private sealed unsafe class Kernel(double learningRate, int parameters) : CpuOptimizer(parameters)
    {
        public override void Step(float* values, float* gradients, float* mask)
        {
            var rate = (float)(learningRate * RateFactor);
            for (var i = 0; i < Parameters; i++)
            {
                var moved = values[i] - (gradients[i] > 0 ? rate : gradients[i] < 0 ? -rate : 0);
                values[i] = mask is not null && mask[i] == 0 ? 0 : moved;
            }
        }
    }

    private sealed class Operators(double learningRate, Tensor values, Tensor gradients)
        : TensorOptimizer(values, gradients)
    {
        public override void Step()
        {
            using var sign = Gradients.sign();
            Values.add_(sign, -learningRate * RateFactor);
        }
    }
}
