using Pruning.Shared.Kernels;

namespace Pruning.Tests.Properties.Kernels;

/// <summary>
/// A linear layer as its documentation defines it: one element after another, one term after another.
/// </summary>
internal sealed unsafe class NaiveLinear(int inputs, int outputs, bool bias)
{
    public int Parameters => (inputs * outputs) + (bias ? outputs : 0);

    /// <summary>Where one feature of one example lies.</summary>
    public static long At(int features, int feature, int example) =>
        (((example / 16L * features) + feature) * 16) + (example % 16);

    public void Forward(float* parameters, float* x, float* y, int batch)
    {
        for (var b = 0; b < Panels.Count(batch) * 16; b++)
        {
            for (var o = 0; o < outputs; o++)
            {
                var sum = 0f;
                for (var i = 0; i < inputs; i++)
                {
                    sum = MathF.FusedMultiplyAdd(parameters[(o * inputs) + i], x[At(inputs, i, b)], sum);
                }

                y[At(outputs, o, b)] = bias ? sum + parameters[(outputs * inputs) + o] : sum;
            }
        }
    }

    public void Backward(float* parameters, float* x, float* dy, float* dx, float* gradient, bool add, int batch)
    {
        for (var b = 0; b < batch; b++)
        {
            for (var i = 0; i < inputs; i++)
            {
                var sum = 0f;
                for (var o = 0; o < outputs; o++)
                {
                    sum = MathF.FusedMultiplyAdd(parameters[(o * inputs) + i], dy[At(outputs, o, b)], sum);
                }

                dx[At(inputs, i, b)] = sum;
            }
        }

        for (var o = 0; o < outputs; o++)
        {
            for (var i = 0; i < inputs; i++)
            {
                var sum = 0f;
                for (var b = 0; b < batch; b++)
                {
                    sum = MathF.FusedMultiplyAdd(dy[At(outputs, o, b)], x[At(inputs, i, b)], sum);
                }

                Put(ref gradient[(o * inputs) + i], sum, add);
            }

            if (bias)
            {
                var sum = 0f;
                for (var b = 0; b < batch; b++)
                {
                    sum += dy[At(outputs, o, b)];
                }

                Put(ref gradient[(outputs * inputs) + o], sum, add);
            }
        }
    }

    private static void Put(ref float place, float sum, bool add) => place = add ? place + sum : sum;
}
