using Pruning.Shared.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Shared.Populations;

/// <summary>Max-pooling over non-overlapping Size×Size windows; an incomplete window at the edge is dropped.</summary>
public sealed record MaxPool(Maps Input, int Size) : Layer
{
    /// <summary>Shape of the input maps.</summary>
    public Maps Input { get; } = Input;

    /// <summary>Height and width of a window.</summary>
    public int Size { get; } = Input.Holds(Size)
        ? Size
        : throw new ArgumentException(
            $"Max-pooling: a window of {Size}×{Size} does not fit maps of {Input.Height}×{Input.Width}.",
            nameof(Size));

    /// <summary>Shape of the output maps.</summary>
    public Maps Output => new(Input.Channels, Input.Height / Size, Input.Width / Size);

    public override int? FeaturesIn => Input.Features;

    public override int? FeaturesOut => Output.Features;

    internal override Maps? MapsIn => Input;

    internal override Maps? MapsOut => Output;

    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> parameters, bool training = false) =>
        Output.Fold(nn.functional.max_pool2d(Input.Unfold(input, Title), Size));

    internal override LayerKernel CreateKernel(int features, int batch, bool training) =>
        new MaxPoolKernel(Input.Channels, Input.Height, Input.Width, Size);

    public override bool CanLoseGroups(int groups) => Input.Channels == groups;

    public override Layer WithFewerGroups(int groups, int left, int outputs) =>
        new MaxPool(Input.WithFewerGroups(groups, left), Size);
}
