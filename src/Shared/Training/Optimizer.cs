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
    /// <param name="mask">[R, P]: where it is 0 the parameter is 0 after the step; null: nothing is masked.</param>
    public abstract void Step(Tensor? mask = null);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    /// <summary>Sets to 0 what the mask prunes.</summary>
    protected static void Apply(Tensor? mask, Tensor values)
    {
        if (mask is not null)
        {
            values.mul_(mask);
        }
    }

    /// <summary>A matrix of the optimizer's memory, at zero.</summary>
    protected static Tensor Memory(Tensor values) => zeros_like(values).DetachFromDisposeScope();
}
