using System.Numerics;

namespace Pruning.Shared.Kernels;

/// <summary>The kernel of ReLU: +0 where x ≤ 0, else x, so that NaN is kept and divergence shows.</summary>
/// <param name="features">Features of one example.</param>
internal sealed unsafe class ReluKernel(long features) : LayerKernel
{
    public override bool InPlace => true;

    public override void Forward(float* parameters, float* input, float* output, int batch)
    {
        var length = Panels.Length(features, batch);
        for (long i = 0; i < length; i += Vector<float>.Count)
        {
            var x = Vector.Load(input + i);
            Vector.Store(Vector.ConditionalSelect(Vector.LessThanOrEqual(x, Vector<float>.Zero), Vector<float>.Zero,
                x), output + i);
        }
    }

    /// <summary>∂loss/∂output where the output is not 0, else +0.</summary>
    public override void Backward(
        float* parameters, float* input, float* output, float* outputGradient, float* inputGradient,
            float* parameterGradient, bool add, int batch)
    {
        if (inputGradient is null)
        {
            return;
        }

        var length = Panels.Length(features, batch);
        for (long i = 0; i < length; i += Vector<float>.Count)
        {
            var off = Vector.LessThanOrEqual(Vector.Load(output + i), Vector<float>.Zero);
            Vector.Store(Vector.ConditionalSelect(off, Vector<float>.Zero, Vector.Load(outputGradient + i)),
                inputGradient + i);
        }
    }
}
