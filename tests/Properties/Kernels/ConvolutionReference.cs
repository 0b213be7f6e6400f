using Pruning.Shared.Kernels;

namespace Pruning.Tests.Properties.Kernels;

/// <summary>
/// Convolutions as their documentation has them, one product after another; arrays are [batch, channels, rows,
/// columns].
/// </summary>
internal sealed class ConvolutionReference(ConvolutionShape shape, int batch)
{
    public float[] Outputs(float[] input, float[] weight, float[]? bias)
    {
        var output = new float[batch * shape.FeaturesOut];
        for (var i = 0; i < output.Length; i++)
        {
            var (n, f, oy, ox) = Split(i, shape.Filters, shape.OutputHeight, shape.OutputWidth);
            var sum = 0f;
            for (var c = 0; c < shape.Channels; c++)
            {
                for (var ky = 0; ky < shape.Kernel; ky++)
                {
                    for (var kx = 0; kx < shape.Kernel; kx++)
                    {
                        if (Input(n, c, oy, ox, ky, kx) is var x and >= 0)
                        {
                            sum = MathF.FusedMultiplyAdd(input[x], weight[Weight(f, c, ky, kx)], sum);
                        }
                    }
                }
            }

            output[i] = bias is null ? sum : sum + bias[f];
        }

        return output;
    }

    public float[] InputGradient(float[] outputGradient, float[] weight)
    {
        var gradient = new float[batch * shape.FeaturesIn];
        for (var i = 0; i < gradient.Length; i++)
        {
            var (n, c, y, x) = Split(i, shape.Channels, shape.Height, shape.Width);
            var sum = 0f;
            for (var f = 0; f < shape.Filters; f++)
            {
                for (var ky = 0; ky < shape.Kernel; ky++)
                {
                    for (var kx = 0; kx < shape.Kernel; kx++)
                    {
                        var (oy, restY) = Math.DivRem(y + shape.Padding - ky, shape.Stride);
                        var (ox, restX) = Math.DivRem(x + shape.Padding - kx, shape.Stride);
                        if (restY == 0 && restX == 0 && oy >= 0 && ox >= 0
                            && oy < shape.OutputHeight && ox < shape.OutputWidth)
                        {
                            var dy = outputGradient[Output(n, f, oy, ox)];
                            sum = MathF.FusedMultiplyAdd(dy, weight[Weight(f, c, ky, kx)], sum);
                        }
                    }
                }
            }

            gradient[i] = sum;
        }

        return gradient;
    }

    /// <summary>Of the weight, then of the bias.</summary>
    public float[] ParameterGradient(float[] input, float[] outputGradient)
    {
        var gradient = new float[shape.Weights + shape.Filters];
        for (var i = 0; i < shape.Weights; i++)
        {
            var (f, c, ky, kx) = Split(i, shape.Channels, shape.Kernel, shape.Kernel);
            gradient[i] = OverExamples((n, sum) => OverOutputs(sum, (total, oy, ox) =>
                Input(n, c, oy, ox, ky, kx) is var x and >= 0
                    ? MathF.FusedMultiplyAdd(outputGradient[Output(n, f, oy, ox)], input[x], total)
                    : total));
        }

        for (var f = 0; f < shape.Filters; f++)
        {
            gradient[shape.Weights + f] = OverExamples((n, sum) =>
                OverOutputs(sum, (total, oy, ox) => total + outputGradient[Output(n, f, oy, ox)]));
        }

        return gradient;
    }

    private static (int First, int Second, int Third, int Fourth) Split(
        int index, int seconds, int thirds, int fourths) =>
        (index / fourths / thirds / seconds, index / fourths / thirds % seconds,
            index / fourths % thirds, index % fourths);

    /// <summary>Sixteen examples' sums by a tree, then panel after panel.</summary>
    private float OverExamples(Func<int, float, float> example)
    {
        var total = 0f;
        for (var panel = 0; panel < Panels.Count(batch); panel++)
        {
            var lanes = new float[Panels.Width];
            for (var lane = 0; lane < lanes.Length && panel * Panels.Width + lane < batch; lane++)
            {
                lanes[lane] = example(panel * Panels.Width + lane, 0);
            }

            for (var distance = Panels.Width / 2; distance > 0; distance /= 2)
            {
                for (var lane = 0; lane < distance; lane++)
                {
                    lanes[lane] += lanes[lane + distance];
                }
            }

            total = panel == 0 ? lanes[0] : total + lanes[0];
        }

        return total;
    }

    private float OverOutputs(float sum, Func<float, int, int, float> next)
    {
        for (var oy = 0; oy < shape.OutputHeight; oy++)
        {
            for (var ox = 0; ox < shape.OutputWidth; ox++)
            {
                sum = next(sum, oy, ox);
            }
        }

        return sum;
    }

    /// <summary>Index of the input that a tap reads, or −1 in the padding.</summary>
    private int Input(int n, int c, int oy, int ox, int ky, int kx)
    {
        var (y, x) = (oy * shape.Stride - shape.Padding + ky, ox * shape.Stride - shape.Padding + kx);
        return y >= 0 && x >= 0 && y < shape.Height && x < shape.Width
            ? ((n * shape.Channels + c) * shape.Height + y) * shape.Width + x
            : -1;
    }

    private int Output(int n, int f, int oy, int ox) =>
        ((n * shape.Filters + f) * shape.OutputHeight + oy) * shape.OutputWidth + ox;

    private int Weight(int f, int c, int ky, int kx) =>
        ((f * shape.Channels + c) * shape.Kernel + ky) * shape.Kernel + kx;
}
