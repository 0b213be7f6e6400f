using Pruning.Shared.Kernels;

namespace Pruning.Shared.Training;

/// <summary>Takes steps on one net's parameters, and keeps what the optimizer remembers of it.</summary>
internal abstract unsafe class CpuOptimizer(int parameters) : IDisposable
{
    private readonly List<AlignedBuffer> memory = [];

    /// <summary>P.</summary>
    protected int Parameters { get; } = parameters;

    /// <summary>What the learning rate of the next step on is multiplied by.</summary>
    public double RateFactor { get; set; } = 1;

    /// <summary>Takes one step from the gradients as they are.</summary>
    /// <param name="values">P parameters, changed in place.</param>
    /// <param name="gradients">P gradients; they stay as they are.</param>
    /// <param name="mask">
    /// P zeros and ones: where it is 0 the parameter is +0 after the step; null: nothing is masked.
    /// </param>
    public abstract void Step(float* values, float* gradients, float* mask);

    public void Dispose() => memory.ForEach(m => m.Dispose());

    /// <summary>P floats of memory, at zero.</summary>
    protected float* Memory()
    {
        var zeros = new AlignedBuffer(Parameters);
        memory.Add(zeros);
        return zeros.Data;
    }
}
