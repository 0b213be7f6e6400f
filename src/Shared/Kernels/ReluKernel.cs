using System.Numerics;

namespace Pruning.Shared.Kernels;

/// <summary>max(x, 0): +0 where x ≤ 0, else x, so that a NaN stays one and divergence is seen.</summary>
/// <param name="features">Features of one example.</param>
internal sealed unsafe class ReluKernel(long features) : LayerKernel
{
    /// <inheritdoc/>
    public override bool InPlace => true;

    /// <inheritdoc/>
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
    /// <inheritdoc/>
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
