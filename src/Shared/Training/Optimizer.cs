using static TorchSharp.torch;

namespace Pruning.Shared.Training;

/// <summary>Which optimizer, and its constants.</summary>
public abstract record OptimizerSettings
{
    /// <summary>A fresh optimizer for a matrix of parameters.</summary>
    /// <param name="values">[R, P], changed in place by every step.</param>
    /// <param name="gradients">[R, P], read by every step.</param>
    public abstract Optimizer Create(Tensor values, Tensor gradients);
}

/// <summary>Takes steps on all replicates' parameters at once; a row's step depends on that row alone.</summary>
public abstract class Optimizer : IDisposable
{
    /// <summary>One step from the gradients as they are. Call it where gradients are not recorded.</summary>
    public abstract void Step();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    /// <summary>A matrix of the optimizer's memory, at zero.</summary>
    protected static Tensor Memory(Tensor values) => zeros_like(values).DetachFromDisposeScope();
}
