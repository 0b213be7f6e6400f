using System.Numerics;

namespace Pruning.Shared.Kernels;

/// <summary>The kernel of tanh, as <see cref="ExactMath"/> computes it.</summary>
/// <param name="features">Features of one example.</param>
internal sealed unsafe class TanhKernel(long features) : LayerKernel
{
    public override bool InPlace => true;

    public override void Forward(float* parameters, float* input, float* output, int batch)
    {
        var length = Panels.Length(features, batch);
        for (long i = 0; i < length; i += Vector<float>.Count)
        {
            Vector.Store(ExactMath.Tanh(Vector.Load(input + i)), output + i);
        }
    }

    /// <summary>∂loss/∂output · (1 − y²): t = fma(−y, y, 1), then dy·t.</summary>
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
            var y = Vector.Load(output + i);
            Vector.Store(Vector.Load(outputGradient + i) * Vector.FusedMultiplyAdd(-y, y, Vector<float>.One),
                inputGradient + i);
        }
    }
}
