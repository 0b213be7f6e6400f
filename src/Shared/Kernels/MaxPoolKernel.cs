namespace Pruning.Shared.Kernels;

/// <summary>
/// The kernel of max-pooling over non-overlapping size×size windows; an incomplete window at the edge is dropped. Input
/// [panels, channels·height·width, 16], output [panels, channels·(height / size)·(width / size), 16]; no parameters.
/// </summary>
/// <remarks>
/// Of equal values, zeros of either sign included, the first in row-major order is chosen and alone gets the window's
/// gradient. A NaN exceeds every number and equals every NaN: a window that holds one gives NaN. The backward pass
/// searches the windows again, so the forward pass keeps nothing and the output may be overwritten.
/// </remarks>
internal sealed unsafe class MaxPoolKernel : LayerKernel
{
    private readonly int channels;
    private readonly PoolPass pass;

    public MaxPoolKernel(int channels, int height, int width, int size)
        : this(channels, height, width, size, Simd.Path)
    {
    }

    /// <summary>Uses the registers of any path, in software where the processor lacks them.</summary>
    internal MaxPoolKernel(int channels, int height, int width, int size, SimdPath path)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Math.Min(height, width));
        this.channels = channels;
        pass = PoolPass.Create(path, height, width, size);
    }

    public override void Forward(float* parameters, float* input, float* output, int batch) =>
        pass.Forward(input, output, Panels.Count(batch) * channels);

    public override void Backward(
        float* parameters, float* input, float* output, float* outputGradient,
        float* inputGradient, float* parameterGradient, bool add, int batch)
    {
        if (inputGradient != null)
        {
            pass.Backward(input, outputGradient, inputGradient, Panels.Count(batch) * channels);
        }
    }
}
