using Pruning.Shared.Kernels;
using static TorchSharp.torch;

namespace Pruning.Shared.Populations;

/// <summary>The activation max(x, 0).</summary>
public sealed record Relu : Layer
{
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> parameters, bool training = false) =>
        input.relu();

    internal override LayerKernel CreateKernel(int features, int batch, bool training) => new ReluKernel(features);

    public override bool CanLoseGroups(int groups) => true;
}
