using static TorchSharp.torch;

namespace Pruning.Shared.Tensors;

/// <summary>
/// An optimizer of all replicates' parameters at once with TorchSharp's operators; rows are independent.
/// </summary>
internal abstract class TensorOptimizer(Tensor values, Tensor gradients) : IDisposable
{
    private readonly List<Tensor> memory = [];

    /// <summary>The parameters, [R, P], changed in place by every step.</summary>
    protected Tensor Values { get; } = values;

    /// <summary>The gradients, [R, P], read by every step.</summary>
    protected Tensor Gradients { get; } = gradients;

    /// <summary>Factor of the learning rate, from the next step on.</summary>
    public double RateFactor { get; set; } = 1;

    /// <summary>Takes one step along the given gradients. Call it under no_grad.</summary>
    public abstract void Step();

    public void Dispose() => memory.ForEach(m => m.Dispose());

    /// <summary>Allocates a matrix of optimizer state, at zero.</summary>
    protected Tensor Memory()
    {
        var zeros = zeros_like(Values).DetachFromDisposeScope();
        memory.Add(zeros);
        return zeros;
    }
}
