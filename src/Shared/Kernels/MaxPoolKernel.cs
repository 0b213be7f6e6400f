namespace Pruning.Shared.Kernels;

/// <summary>
/// The largest of each size×size window of every map, windows side by side; a rest at the edge is dropped. Input
/// [panels, channels·height·width, 16], output [panels, channels·(height / size)·(width / size), 16]; no parameters.
/// </summary>
/// <remarks>
/// Of equal values, such as zeros of either sign, the first in row-major order is taken, and it alone gets the window's
/// gradient. A NaN counts as larger than every number and as equal to every NaN: a window that holds one gives NaN. The
/// windows are searched again in the backward pass, so nothing is kept from the forward one and the output may have
/// been overwritten.
/// </remarks>
internal sealed unsafe class MaxPoolKernel : LayerKernel
{
    private readonly int channels;
    private readonly PoolPass pass;

    public MaxPoolKernel(int channels, int height, int width, int size)
        : this(channels, height, width, size, Simd.Path)
    {
    }

    /// <summary>With the registers of any path, in software where the processor has none like them.</summary>
    internal MaxPoolKernel(int channels, int height, int width, int size, SimdPath path)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Math.Min(height, width));
        this.channels = channels;
        pass = PoolPass.Create(path, height, width, size);
    }

    /// <inheritdoc/>
    public override void Forward(float* parameters, float* input, float* output, int batch) =>
        pass.Forward(input, output, Panels.Count(batch) * channels);

    /// <inheritdoc/>
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
