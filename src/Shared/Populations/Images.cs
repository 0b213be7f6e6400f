using System.Collections.Immutable;
using Pruning.Shared.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Shared.Populations;

/// <summary>The shape of one example's image or feature maps; as features they lie channel by channel, row by row.</summary>
public sealed record Maps(int Channels, int Height, int Width)
{
    /// <summary>Values in all channels.</summary>
    public int Features => Channels * Height * Width;

    /// <summary>Whether a square of this side has a place in a map.</summary>
    internal bool Holds(int side) => side >= 1 && side <= Height && side <= Width;

    /// <summary>With so many rows and columns more on every side.</summary>
    internal Maps Padded(int padding) => new(Channels, Height + (2 * padding), Width + (2 * padding));

    /// <summary>With <paramref name="left"/> of <paramref name="groups"/> equal groups of channels.</summary>
    internal Maps Resized(int groups, int left) => this with { Channels = Channels * left / groups };

    /// <summary>[R, features, batch] → [batch, R·channels, height, width]; a view, where the batch lay outermost in memory.</summary>
    /// <exception cref="ArgumentException">The features are not as many as these maps hold.</exception>
    internal Tensor Unfold(Tensor features, string layer) => features.shape[1] == Features
        ? features.permute(2, 0, 1).reshape(features.shape[2], features.shape[0] * Channels, Height, Width)
        : throw new ArgumentException($"{layer} takes {Features} features ({Channels}×{Height}×{Width}), but was given {features.shape[1]}.", nameof(features));

    /// <summary>The reverse of <see cref="Unfold"/>: a view, where maps lie one after another in memory.</summary>
    internal Tensor Fold(Tensor maps) =>
        maps.reshape(maps.shape[0], maps.shape[1] / Channels, Features).permute(1, 2, 0);
}

/// <summary>
/// Every filter's sum of products with every window of the input: with stride 1 and no padding, d×d with k×k gives (d−k+1)×(d−k+1).
/// The weight is [Filters, channels, Kernel, Kernel]. All replicates at once are one convolution in as many groups.
/// </summary>
/// <param name="Stride">Positions from one window to the next, in both directions.</param>
/// <param name="Padding">Rows and columns of zeros around the input.</param>
public sealed record Convolution(string Name, Maps Input, int Filters, int Kernel, bool Bias = true, int Stride = 1, int Padding = 0) : Layer
{
    /// <summary>Shape of what comes in.</summary>
    public Maps Input { get; } = Input;

    /// <summary>Height and width of a filter.</summary>
    public int Kernel { get; } = Padding >= 0 && Input.Padded(Padding).Holds(Kernel)
        ? Kernel
        : throw new ArgumentException($"{Name}: a kernel of {Kernel}×{Kernel} has no place in maps of {Input.Height}×{Input.Width} padded by {Padding}.", nameof(Kernel));

    /// <summary>Positions from one window to the next.</summary>
    public int Stride { get; } = Stride >= 1 ? Stride : throw new ArgumentException($"{Name}: the stride is {Stride}, and must be 1 or more.", nameof(Stride));

    /// <summary>Shape of what comes out.</summary>
    public Maps Output => new(Filters, Windows(Input.Height), Windows(Input.Width));

    /// <inheritdoc/>
    public override string Title => Name;

    /// <inheritdoc/>
    public override int? FeaturesIn => Input.Features;

    /// <inheritdoc/>
    public override int? FeaturesOut => Output.Features;

    /// <inheritdoc/>
    public override long MultiplyAccumulates => (long)Output.Features * Input.Channels * Kernel * Kernel;

    /// <inheritdoc/>
    public override ImmutableArray<ParameterRange> Parameters(int offset)
    {
        var (fanIn, fanOut) = (Input.Channels * Kernel * Kernel, Filters * Kernel * Kernel);
        var weight = new ParameterRange($"{Name}.weight", ParameterRole.Weight, offset, [Filters, Input.Channels, Kernel, Kernel], fanIn, fanOut);
        return Bias
            ? [weight, new($"{Name}.bias", ParameterRole.Bias, offset + weight.Count, [Filters], fanIn, fanOut)]
            : [weight];
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> parameters)
    {
        var rows = input.shape[0];
        var kernels = parameters[0].reshape(rows * Filters, Input.Channels, Kernel, Kernel);
        var bias = Bias ? parameters[1].reshape(rows * Filters) : null;
        return Output.Fold(nn.functional.conv2d(Input.Unfold(input, Title), kernels, bias, strides: [Stride, Stride], padding: [Padding, Padding], groups: rows));
    }

    /// <inheritdoc/>
    internal override LayerKernel CreateKernel(int features, int batch, bool training) =>
        new ConvolutionKernel(new(Input.Channels, Input.Height, Input.Width, Filters, Kernel, Stride, Padding), Bias, batch, training);

    /// <inheritdoc/>
    public override bool Separates(int groups) => Input.Channels == groups;

    /// <inheritdoc/>
    public override Layer Resized(int groups, int left, int outputs) => new Convolution(Name, Input.Resized(groups, left), outputs, Kernel, Bias, Stride, Padding);

    private int Windows(int side) => ((side + (2 * Padding) - Kernel) / Stride) + 1;
}

/// <summary>The largest of each Size×Size window of every map, windows side by side; a rest at the edge is dropped.</summary>
public sealed record MaxPool(Maps Input, int Size) : Layer
{
    /// <summary>Shape of what comes in.</summary>
    public Maps Input { get; } = Input;

    /// <summary>Height and width of a window.</summary>
    public int Size { get; } = Input.Holds(Size)
        ? Size
        : throw new ArgumentException($"Max-pooling: a window of {Size}×{Size} has no place in maps of {Input.Height}×{Input.Width}.", nameof(Size));

    /// <summary>Shape of what comes out.</summary>
    public Maps Output => new(Input.Channels, Input.Height / Size, Input.Width / Size);

    /// <inheritdoc/>
    public override int? FeaturesIn => Input.Features;

    /// <inheritdoc/>
    public override int? FeaturesOut => Output.Features;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> parameters) =>
        Output.Fold(nn.functional.max_pool2d(Input.Unfold(input, Title), Size));

    /// <inheritdoc/>
    internal override LayerKernel CreateKernel(int features, int batch, bool training) =>
        new MaxPoolKernel(Input.Channels, Input.Height, Input.Width, Size);

    /// <inheritdoc/>
    public override bool Separates(int groups) => Input.Channels == groups;

    /// <inheritdoc/>
    public override Layer Resized(int groups, int left, int outputs) => new MaxPool(Input.Resized(groups, left), Size);
}
