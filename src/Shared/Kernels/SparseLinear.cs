using System.Runtime.Intrinsics;

namespace Pruning.Shared.Kernels;

/// <summary>
/// A linear layer with few weights left, which multiplies by these only: y[o, b] = Σ_i↑ w[o, i]·x[i, b] over the
/// nonzero weights, one chain of fused multiply-adds from +0, then + bias[o], one addition.
/// </summary>
/// <remarks>
/// Bit-identical to <see cref="LinearKernel"/> for finite inputs, because a product by zero changes no sum. The one
/// exception is a sum that has underflowed to −0, whose sign may differ without a bias.
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

    /// <summary>Input features of one example.</summary>
    public int Inputs { get; }

    /// <summary>Output features of one example.</summary>
    public int Outputs { get; }

    /// <summary>Number of nonzero weights.</summary>
    public int Count => weights.Length;

    /// <summary>Creates the layer for this processor's registers.</summary>
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

    /// <summary>Computes the layer's outputs; thread-safe.</summary>
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

    /// <summary>Computes all outputs of all panels.</summary>
    /// <param name="end">The end of each output's weights.</param>
    /// <param name="place">Each weight's input position in a panel.</param>
    /// <param name="bias">Null: none.</param>
    protected abstract void Run(
        int* end, nint* place, float* weight, float* bias, float* input, float* output, int panels);
}
