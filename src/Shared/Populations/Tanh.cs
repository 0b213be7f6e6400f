using Pruning.Shared.Kernels;
using static TorchSharp.torch;

namespace Pruning.Shared.Populations;

/// <summary>The activation tanh(x).</summary>
public sealed record Tanh : Layer
{
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> parameters, bool training = false) =>
        input.tanh();

    internal override LayerKernel CreateKernel(int features, int batch, bool training) => new TanhKernel(features);

    public override bool CanLoseGroups(int groups) => true;
}
