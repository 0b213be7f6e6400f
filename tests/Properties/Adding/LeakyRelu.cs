using Pruning.Shared.Kernels;
using Pruning.Shared.Populations;
using static TorchSharp.torch;

namespace Pruning.Tests.Properties.Adding;

/// <summary>x where x > 0, else x/8.</summary>
internal sealed record LeakyRelu : Layer
{
    private const float Slope = 0.125f;

    // What runs on a GPU, and what the kernel is held to.
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> parameters, bool training = false) =>
        where(input.gt(0), input, input.mul(Slope));

    // Pruned units give zeros, and zeros stay zeros.
    public override bool CanLoseGroups(int groups) => true;

    internal override LayerKernel CreateKernel(int features, int batch, bool training) => new Kernel(features);

    private sealed unsafe class Kernel(int features) : LayerKernel
    {
        public override void Forward(float* parameters, float* input, float* output, int batch)
        {
            for (long i = 0; i < Panels.Length(features, batch); i++)
            {
                output[i] = input[i] > 0 ? input[i] : Slope * input[i];
            }
        }

        public override void Backward(
            float* parameters, float* input, float* output, float* outputGradient, float* inputGradient,
            float* parameterGradient, bool add, int batch)
        {
            for (long i = 0; inputGradient is not null && i < Panels.Length(features, batch); i++)
            {
                inputGradient[i] = input[i] > 0 ? outputGradient[i] : Slope * outputGradient[i];
            }
        }
    }
}
