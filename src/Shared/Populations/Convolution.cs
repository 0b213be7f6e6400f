using System.Collections.Immutable;
using Pruning.Shared.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Shared.Populations;

/// <summary>
/// A convolution of feature maps: with stride 1 and no padding, d×d with k×k gives (d−k+1)×(d−k+1). The weight is
/// [Filters, channels, Kernel, Kernel]. All replicates run as one grouped convolution.
/// </summary>
/// <param name="Stride">Positions from one window to the next, in both directions.</param>
/// <param name="Padding">Rows and columns of zeros around the input.</param>
public sealed record Convolution(
    string Name, Maps Input, int Filters, int Kernel, bool Bias = true, int Stride = 1, int Padding = 0) : Layer
{
    /// <summary>Shape of the input maps.</summary>
    public Maps Input { get; } = Input;

    /// <summary>Height and width of a filter.</summary>
    public int Kernel { get; } = Padding >= 0 && Input.Padded(Padding).Holds(Kernel)
        ? Kernel
        : throw new ArgumentException(
            $"{Name}: a kernel of {Kernel}×{Kernel} does not fit maps of {Input.Height}×{Input.Width} "
            + $"padded by {Padding}.",
            nameof(Kernel));

    /// <summary>Positions from one window to the next.</summary>
    public int Stride { get; } = Stride >= 1
        ? Stride
        : throw new ArgumentException($"{Name}: expected a stride of 1 or more; got {Stride}.", nameof(Stride));

    /// <summary>Shape of the output maps.</summary>
    public Maps Output => new(Filters, Windows(Input.Height), Windows(Input.Width));

    public override string Title => Name;

    public override int? FeaturesIn => Input.Features;

    public override int? FeaturesOut => Output.Features;

    public override long MultiplyAccumulates => (long)Output.Features * Input.Channels * Kernel * Kernel;

    internal override Maps? MapsIn => Input;

    internal override Maps? MapsOut => Output;

    public override ImmutableArray<ParameterRange> Parameters(int offset)
    {
        var (fanIn, fanOut) = (Input.Channels * Kernel * Kernel, Filters * Kernel * Kernel);
        var weight = new ParameterRange(
            $"{Name}.weight", ParameterRole.Weight, offset, [Filters, Input.Channels, Kernel, Kernel], fanIn, fanOut);
        return Bias
            ? [weight, new($"{Name}.bias", ParameterRole.Bias, offset + weight.Count, [Filters], fanIn, fanOut)]
            : [weight];
    }

    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> parameters, bool training = false)
    {
        var rows = input.shape[0];
        var kernels = parameters[0].reshape(rows * Filters, Input.Channels, Kernel, Kernel);
        var bias = Bias ? parameters[1].reshape(rows * Filters) : null;
        var maps = nn.functional.conv2d(
            Input.Unfold(input, Title), kernels, bias, [Stride, Stride], [Padding, Padding], groups: rows);
        return Output.Fold(maps);
    }

    internal override LayerKernel CreateKernel(int features, int batch, bool training) =>
        new ConvolutionKernel(
            new(Input.Channels, Input.Height, Input.Width, Filters, Kernel, Stride, Padding), Bias, batch, training);

    public override bool CanLoseGroups(int groups) => Input.Channels == groups;

    public override Layer WithFewerGroups(int groups, int left, int outputs) =>
        new Convolution(Name, Input.WithFewerGroups(groups, left), outputs, Kernel, Bias, Stride, Padding);

    private int Windows(int side) => ((side + (2 * Padding) - Kernel) / Stride) + 1;
}
