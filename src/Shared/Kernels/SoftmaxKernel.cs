using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pruning.Shared.Kernels;

/// <summary>
/// The kernel of softmax, exp(x − max) / Σ exp(x − max) over an example's features: the sum runs over features
/// ascending from +0, and each exponential is multiplied by 1 / Σ. An example with a NaN or +∞ is NaN throughout.
/// </summary>
/// <param name="features">Features of one example.</param>
internal sealed unsafe class SoftmaxKernel(int features) : LayerKernel
{
    public override bool InPlace => true;

    public override void Forward(float* parameters, float* input, float* output, int batch)
    {
        var panel = (long)features * Panels.Width;
        for (var p = 0; p < Panels.Count(batch); p++)
        {
            for (var lane = 0; lane < Panels.Width; lane += Vector<float>.Count)
            {
                var offset = (p * panel) + lane;
                var inverse = Exponentials(input + offset, output + offset, features);
                for (long i = offset; i < offset + panel; i += Panels.Width)
                {
                    Vector.Store(Vector.Load(output + i) * inverse, output + i);
                }
            }
        }
    }

    /// <summary>y·(dy − t), where t sums fma(dy, y, t) over features ascending from +0.</summary>
    public override void Backward(
        float* parameters, float* input, float* output, float* outputGradient, float* inputGradient,
            float* parameterGradient, bool add, int batch)
    {
        if (inputGradient is null)
        {
            return;
        }

        var panel = (long)features * Panels.Width;
        for (var p = 0; p < Panels.Count(batch); p++)
        {
            for (var lane = 0; lane < Panels.Width; lane += Vector<float>.Count)
            {
                var offset = (p * panel) + lane;
                var sum = Vector<float>.Zero;
                for (long i = offset; i < offset + panel; i += Panels.Width)
                {
                    sum = Vector.FusedMultiplyAdd(Vector.Load(outputGradient + i), Vector.Load(output + i), sum);
                }

                for (long i = offset; i < offset + panel; i += Panels.Width)
                {
                    Vector.Store(Vector.Load(output + i) * (Vector.Load(outputGradient + i) - sum), inputGradient + i);
                }
            }
        }
    }

    /// <summary>Computes exp(x − max) of some lanes of a panel, and 1 / Σ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<float> Exponentials(float* input, float* exponentials, int features)
    {
        var largest = Vector.Load(input);
        for (var i = 1; i < features; i++)
        {
            var x = Vector.Load(input + ((long)i * Panels.Width));
            largest = Vector.ConditionalSelect(Vector.GreaterThan(x, largest), x, largest);
        }

        var sum = Vector<float>.Zero;
        for (var i = 0; i < features; i++)
        {
            var e = ExactMath.Exp(Vector.Load(input + ((long)i * Panels.Width)) - largest);
            Vector.Store(e, exponentials + ((long)i * Panels.Width));
            sum += e;
        }

        return Vector<float>.One / sum;
    }
}
