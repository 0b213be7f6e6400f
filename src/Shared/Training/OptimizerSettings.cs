using Pruning.Shared.Tensors;
using static TorchSharp.torch;

namespace Pruning.Shared.Training;

/// <summary>Which optimizer, and its constants.</summary>
public abstract record OptimizerSettings
{
    /// <summary>A fresh optimizer for one net on the processor.</summary>
    /// <param name="parameters">P.</param>
    internal abstract CpuOptimizer OnCpu(int parameters);

    /// <summary>
    /// A fresh optimizer for a matrix of parameters, by TorchSharp's operators: what the other is held to.
    /// </summary>
    /// <param name="values">[R, P], changed in place by every step.</param>
    /// <param name="gradients">[R, P], read by every step.</param>
    internal abstract TensorOptimizer OnTensors(Tensor values, Tensor gradients);
}
