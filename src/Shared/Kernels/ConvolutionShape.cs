namespace Pruning.Shared.Kernels;

/// <summary>
/// A convolution's sizes. The weight is [Filters, Channels, Kernel, Kernel]; zero padding is equal on all four sides.
/// </summary>
internal sealed record ConvolutionShape(
    int Channels, int Height, int Width, int Filters, int Kernel, int Stride = 1, int Padding = 0)
{
    /// <summary>Rows of an output map.</summary>
    public int OutputHeight => Outputs(Height);

    /// <summary>Columns of an output map.</summary>
    public int OutputWidth => Outputs(Width);

    /// <summary>Values of one example's input.</summary>
    public int FeaturesIn => checked(Channels * Height * Width);

    /// <summary>Values of one example's output.</summary>
    public int FeaturesOut => checked(Filters * OutputHeight * OutputWidth);

    /// <summary>Entries of the weight.</summary>
    public int Weights => checked(Filters * Channels * Kernel * Kernel);

    /// <summary>Fused multiply-adds of a pass over one panel, padded ones included.</summary>
    public long OperationsPerPanel => (long)FeaturesOut * Channels * Kernel * Kernel * Panels.Width;

    /// <summary>Checks the sizes and returns them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A size is too small, or the filter does not fit the padded map.
    /// </exception>
    public ConvolutionShape Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Filters, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Kernel, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Stride, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Padding);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Kernel, Math.Min(Height, Width) + 2 * Padding);
        return this;
    }

    private int Outputs(int inputs) => (inputs + 2 * Padding - Kernel) / Stride + 1;
}
