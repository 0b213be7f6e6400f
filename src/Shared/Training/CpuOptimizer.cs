using Pruning.Shared.Kernels;

namespace Pruning.Shared.Training;

/// <summary>An optimizer of one net's parameters, with its state (moments, velocity).</summary>
internal abstract unsafe class CpuOptimizer(int parameters) : IDisposable
{
    private readonly List<AlignedBuffer> memory = [];

    /// <summary>Number of parameters, P.</summary>
    protected int Parameters { get; } = parameters;

    /// <summary>Factor of the learning rate, from the next step on.</summary>
    public double RateFactor { get; set; } = 1;

    /// <summary>Takes one step along the given gradients.</summary>
    /// <param name="values">P parameters, changed in place.</param>
    /// <param name="gradients">P gradients, not changed.</param>
    /// <param name="mask">P zeros and ones: a parameter whose mask is 0 is +0 after the step; null: no mask.</param>
    public abstract void Step(float* values, float* gradients, float* mask);

    public void Dispose() => memory.ForEach(m => m.Dispose());

    /// <summary>Allocates P floats of optimizer state, at zero.</summary>
    protected float* Memory()
    {
        var zeros = new AlignedBuffer(Parameters);
        memory.Add(zeros);
        return zeros.Data;
    }
}
