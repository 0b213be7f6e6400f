using static TorchSharp.torch;

namespace Pruning.Shared.Tensors;

/// <summary>
/// Takes steps on all replicates' parameters at once by TorchSharp's operators; a row's step depends on that row alone.
/// </summary>
internal abstract class TensorOptimizer(Tensor values, Tensor gradients) : IDisposable
{
    private readonly List<Tensor> memory = [];

    /// <summary>The parameters, [R, P], changed in place by every step.</summary>
    protected Tensor Values { get; } = values;

    /// <summary>The gradients, [R, P], read by every step.</summary>
    protected Tensor Gradients { get; } = gradients;

    /// <summary>What the learning rate of the next step on is multiplied by.</summary>
    public double RateFactor { get; set; } = 1;

    /// <summary>Takes one step from the gradients as they are. Call it where gradients are not recorded.</summary>
    public abstract void Step();

    public void Dispose() => memory.ForEach(m => m.Dispose());

    /// <summary>A matrix of the optimizer's memory, at zero.</summary>
    protected Tensor Memory()
    {
        var zeros = zeros_like(Values).DetachFromDisposeScope();
        memory.Add(zeros);
        return zeros;
    }
}
