using System.Collections.Immutable;
using Pruning.Shared.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Shared.Populations;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy 2015), with PyTorch's definitions: y = (x − mean) / √(variance + ε) · scale +
/// shift, channel by channel. Training uses the batch's mean and variance over examples and positions, and updates the
/// running statistics; evaluation uses the running ones.
/// </summary>
/// <remarks>
/// Its columns are scale (initially 1), shift (0) and two buffers: the running mean (0) and the running unbiased
/// variance (1). Training needs at least two values per channel: a batch of one example only where a channel has
/// several positions.
/// </remarks>
/// <param name="Channels">Channels, or units.</param>
/// <param name="Positions">
/// Values of one channel in one example: 1 after a linear layer, height · width after a convolution.
/// </param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Momentum">Weight of the newest batch in the running statistics.</param>
public sealed record BatchNorm(
    string Name, int Channels, int Positions = 1, double Epsilon = 1e-5, double Momentum = 0.1) : Layer
{
    public override string Title => Name;

    public override int? FeaturesIn => Channels * Positions;

    /// <summary>Creates the layer for feature maps.</summary>
    public static BatchNorm Of(string name, Maps maps) => new(name, maps.Channels, maps.Height * maps.Width);

    public override ImmutableArray<ParameterRange> Parameters(int offset) =>
    [
        new($"{Name}.scale", ParameterRole.Scale, offset, [Channels], 1, 1) { Start = 1 },
        new($"{Name}.shift", ParameterRole.Shift, offset + Channels, [Channels], 1, 1),
        new($"{Name}.mean", ParameterRole.Buffer, offset + (2 * Channels), [Channels], 1, 1),
        new($"{Name}.variance", ParameterRole.Buffer, offset + (3 * Channels), [Channels], 1, 1) { Start = 1 },
    ];

    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> parameters, bool training = false)
    {
        var (rows, batch) = (input.shape[0], input.shape[2]);
        var channels = rows * Channels;

        // Copies, since the operator keeps its arguments for the backward pass.
        var (mean, variance) = (parameters[2].reshape(channels).clone(), parameters[3].reshape(channels).clone());
        var output = nn.functional.batch_norm(
            input.permute(2, 0, 1).reshape(batch, channels, Positions),
            mean,
            variance,
            parameters[0].reshape(channels),
            parameters[1].reshape(channels),
            training,
            Momentum,
            Epsilon);
        if (training)
        {
            using var noGrad = no_grad();
            parameters[2].copy_(mean.view(rows, Channels));
            parameters[3].copy_(variance.view(rows, Channels));
        }

        return output.reshape(batch, rows, Channels * Positions).permute(1, 2, 0);
    }

    internal override LayerKernel CreateKernel(int features, int batch, bool training) =>
        new BatchNormKernel(Channels, Positions, Epsilon, Momentum) { Training = training };

    public override bool CanLoseGroups(int groups) => Channels % groups == 0;

    public override Layer WithFewerGroups(int groups, int left, int outputs) =>
        this with { Channels = Channels * left / groups };
}
