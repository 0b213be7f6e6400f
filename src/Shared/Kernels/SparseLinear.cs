using System.Runtime.Intrinsics;

namespace Pruning.Shared.Kernels;

/// <summary>
/// A linear layer of which few weights are left: only these are multiplied by. y[o, b] = Σ_i↑ w[o, i]·x[i, b] over the
/// weights that are not zero, one chain of fused multiply-adds from +0, then + bias[o], one addition.
/// </summary>
/// <remarks>
/// These are the bits of <see cref="LinearKernel"/> for finite inputs, because a product by zero changes no sum. The
/// one exception is a sum that has underflowed to −0, whose sign may differ where there is no bias.
/// </remarks>
internal abstract unsafe class SparseLinear
{
    private readonly int[] ends;
    private readonly nint[] places;
    private readonly float[] weights;
    private readonly float[]? biases;

    /// <param name="weight">[outputs, inputs].</param>
    /// <param name="bias">[outputs], or empty: none.</param>
    protected SparseLinear(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, int inputs, int outputs)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weight.Length, inputs * outputs);
        Inputs = inputs;
        Outputs = outputs;
        var count = weight.Length - weight.Count(0f);
        ends = new int[outputs];
        places = new nint[count];
        weights = new float[count];
        biases = bias.IsEmpty ? null : bias.ToArray();
        var next = 0;
        for (var o = 0; o < outputs; o++)
        {
            for (var i = 0; i < inputs; i++)
            {
                var value = weight[(o * inputs) + i];
                if (value != 0)
                {
                    places[next] = i * Panels.Width;
                    weights[next++] = value;
                }
            }

            ends[o] = next;
        }
    }

    /// <summary>Features of one example that it takes.</summary>
    public int Inputs { get; }

    /// <summary>Features of one example that it gives.</summary>
    public int Outputs { get; }

    /// <summary>Weights that are not zero.</summary>
    public int Count => weights.Length;

    /// <summary>The layer with these parameters, for this processor's registers.</summary>
    /// <param name="weight">[outputs, inputs].</param>
    /// <param name="bias">[outputs], or empty: none.</param>
    public static SparseLinear Of(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, int inputs, int outputs) =>
        Simd.Path switch
        {
            SimdPath.Avx512 => new SparseLinear<Lanes512, Vector512<float>>(weight, bias, inputs, outputs),
            SimdPath.Avx2 => new SparseLinear<Lanes256, Vector256<float>>(weight, bias, inputs, outputs),
            SimdPath.AdvSimd => new SparseLinear<Lanes128, Vector128<float>>(weight, bias, inputs, outputs),
            _ => new SparseLinear<Lanes1, float>(weight, bias, inputs, outputs),
        };

    /// <summary>The layer's outputs. Several threads may call it at once.</summary>
    /// <param name="input">[panels, inputs, 16].</param>
    /// <param name="output">[panels, outputs, 16].</param>
    public void Forward(float* input, float* output, int batch)
    {
        fixed (int* end = ends)
        fixed (nint* place = places)
        fixed (float* weight = weights, bias = biases)
        {
            Run(end, place, weight, bias, input, output, Panels.Count(batch));
        }
    }

    /// <summary>All outputs of all panels.</summary>
    /// <param name="end">Where each output's weights end.</param>
    /// <param name="place">Where in a panel the input lies that a weight is for.</param>
    /// <param name="bias">Null: none.</param>
    protected abstract void Run(
        int* end, nint* place, float* weight, float* bias, float* input, float* output, int panels);
}
