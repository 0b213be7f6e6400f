using System.Numerics;
using System.Runtime.InteropServices;

namespace Pruning.Shared.Kernels;

/// <summary>The passes of batch normalisation over one channel of panels [panels, channels · positions, 16].</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly unsafe struct BatchNormChannel(int channels, int positions, int channel, int batch)
{
    private readonly int panels = Panels.Count(batch);
    private readonly long stride = (long)channels * positions * Panels.Width;
    private readonly long start = (long)channel * positions * Panels.Width;
    private readonly long length = (long)positions * Panels.Width;

    /// <summary>Σ x.</summary>
    public float Sum(float* x)
    {
        var sums = stackalloc float[Panels.Width];
        for (var lane = 0; lane < Panels.Width; lane += Vector<float>.Count)
        {
            var sum = Vector<float>.Zero;
            for (var p = 0; p < panels; p++)
            {
                var within = Within(p, lane);
                for (long i = From(p, lane), end = i + length; i < end; i += Panels.Width)
                {
                    sum += within & Vector.Load(x + i);
                }
            }

            Vector.Store(sum, sums + lane);
        }

        return LaneSum.Of(sums);
    }

    /// <summary>Σ (x − mean)²: fma(d, d, sum), d = x − mean.</summary>
    public float SumOfSquares(float* x, float mean)
    {
        var sums = stackalloc float[Panels.Width];
        for (var lane = 0; lane < Panels.Width; lane += Vector<float>.Count)
        {
            var sum = Vector<float>.Zero;
            for (var p = 0; p < panels; p++)
            {
                var within = Within(p, lane);
                for (long i = From(p, lane), end = i + length; i < end; i += Panels.Width)
                {
                    var d = within & (Vector.Load(x + i) - new Vector<float>(mean));
                    sum = Vector.FusedMultiplyAdd(d, d, sum);
                }
            }

            Vector.Store(sum, sums + lane);
        }

        return LaneSum.Of(sums);
    }

    /// <summary>y = fma(x − mean, scale, shift), in all lanes.</summary>
    public void Normalise(float* x, float* y, float mean, float scale, float shift)
    {
        for (var p = 0; p < panels; p++)
        {
            for (long i = From(p, 0), end = i + length; i < end; i += Vector<float>.Count)
            {
                Vector.Store(Vector.FusedMultiplyAdd(Vector.Load(x + i) - new Vector<float>(mean), new(scale),
                    new(shift)), y + i);
            }
        }
    }

    /// <summary>Σ dy and Σ dy·(x − mean): fma(dy, x − mean, sum).</summary>
    public (float Sum, float Product) GradientSums(float* x, float* dy, float mean)
    {
        var sums = stackalloc float[Panels.Width];
        var products = stackalloc float[Panels.Width];
        for (var lane = 0; lane < Panels.Width; lane += Vector<float>.Count)
        {
            Vector<float> sum = Vector<float>.Zero, product = Vector<float>.Zero;
            for (var p = 0; p < panels; p++)
            {
                var within = Within(p, lane);
                for (long i = From(p, lane), end = i + length; i < end; i += Panels.Width)
                {
                    var g = within & Vector.Load(dy + i);
                    sum += g;
                    product = Vector.FusedMultiplyAdd(g, Vector.Load(x + i) - new Vector<float>(mean), product);
                }
            }

            Vector.Store(sum, sums + lane);
            Vector.Store(product, products + lane);
        }

        return (LaneSum.Of(sums), LaneSum.Of(products));
    }

    /// <summary>dx = scale · fma(−slope, x − mean, dy − shift); +0 in lanes beyond the batch.</summary>
    public void InputGradient(float* x, float* dy, float* dx, float mean, float scale, float shift, float slope)
    {
        for (var p = 0; p < panels; p++)
        {
            for (var lane = 0; lane < Panels.Width; lane += Vector<float>.Count)
            {
                var within = Within(p, lane);
                for (long i = From(p, lane), end = i + length; i < end; i += Panels.Width)
                {
                    var d = Vector.Load(x + i) - new Vector<float>(mean);
                    var inner = Vector.FusedMultiplyAdd(new(-slope), d, Vector.Load(dy + i) - new Vector<float>(shift));
                    Vector.Store(within & (new Vector<float>(scale) * inner), dx + i);
                }
            }
        }
    }

    private long From(int panel, int lane) => (panel * stride) + start + lane;

    /// <summary>Makes a mask, all bits set in lanes of the batch: <c>and</c> turns the others into +0.</summary>
    private Vector<float> Within(int panel, int lane)
    {
        var left = batch - (panel * Panels.Width) - lane;
        return left >= Vector<float>.Count
            ? Vector.AsVectorSingle(Vector<int>.AllBitsSet)
            : Vector.AsVectorSingle(Vector.LessThan(Vector<int>.Indices, new(left)));
    }
}
