using Pruning.Shared.Tensors;
using static TorchSharp.torch;

namespace Pruning.Shared.Training;

/// <summary>The choice of an optimizer, with its constants.</summary>
public abstract record OptimizerSettings
{
    /// <summary>Checks a learning rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not a finite number above 0.</exception>
    protected static double Rate(double learningRate) => double.IsFinite(learningRate) && learningRate > 0
        ? learningRate
        : throw new ArgumentOutOfRangeException(
            nameof(learningRate), learningRate, "Expected a finite learning rate above 0.");

    /// <summary>Creates an optimizer for one net on the processor.</summary>
    /// <param name="parameters">Number of parameters, P.</param>
    internal abstract CpuOptimizer OnCpu(int parameters);

    /// <summary>
    /// Creates an optimizer for a matrix of parameters with TorchSharp's operators: the kernels' reference.
    /// </summary>
    /// <param name="values">[R, P], changed in place by every step.</param>
    /// <param name="gradients">[R, P], read by every step.</param>
    internal abstract TensorOptimizer OnTensors(Tensor values, Tensor gradients);
}
