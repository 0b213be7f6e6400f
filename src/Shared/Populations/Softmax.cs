using Pruning.Shared.Kernels;
using static TorchSharp.torch;

namespace Pruning.Shared.Populations;

/// <summary>The softmax over an example's features, exp(x) / Σ exp(x).</summary>
public sealed record Softmax : Layer
{
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> parameters, bool training = false) =>
        input.softmax(1);

    internal override LayerKernel CreateKernel(int features, int batch, bool training) => new SoftmaxKernel(features);
}
