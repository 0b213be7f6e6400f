using System.Numerics;
using Pruning.Shared.Kernels;
using Xunit;

namespace Pruning.Tests.Properties.Kernels;

public sealed class ExactMathTests
{
    /// <summary>
    /// Of all floats' bit patterns, every so many-th: some 1.4 million values. docs/numbers.md has the errors of a
    /// denser sweep.
    /// </summary>
    private const long Stride = 3001;

    [Fact]
    public void Exp_AllOverItsRange_IsWithinOneUlp() => Compare(ExactMath.Exp, ExactMath.Exp, Math.Exp, 1, _ => true);

    [Fact]
    public void Log_AllOverItsRange_IsWithinOneUlp() => Compare(ExactMath.Log, ExactMath.Log, Math.Log, 1, _ => true);

    [Fact]
    public void Tanh_AllOverItsRange_IsWithinTwoUlp() =>
        Compare(ExactMath.Tanh, ExactMath.Tanh, Math.Tanh, 2, _ => true);

    [Fact]
    public void Log1P_AllOverItsRange_IsWithinTwoUlp() =>
        Compare(ExactMath.Log1P, ExactMath.Log1P, DoubleLog1P, 2, x => x >= 0);

    [Fact]
    public void Exp_SpecialValues_AreIeees()
    {
        Assert.Equal(1f, ExactMath.Exp(0f));
        Assert.Equal(1f, ExactMath.Exp(-0f));
        Assert.Equal(float.PositiveInfinity, ExactMath.Exp(float.PositiveInfinity));
        Assert.Equal(float.PositiveInfinity, ExactMath.Exp(88.73f));
        Assert.True(float.IsFinite(ExactMath.Exp(88.72f)));
        Assert.Equal(0, BitConverter.SingleToInt32Bits(ExactMath.Exp(float.NegativeInfinity)));
        Assert.Equal(0, BitConverter.SingleToInt32Bits(ExactMath.Exp(-87.34f)));
        Assert.True(float.IsNormal(ExactMath.Exp(-87.33f)));
        Assert.True(float.IsNaN(ExactMath.Exp(float.NaN)));
    }

    [Fact]
    public void Log_SpecialValues_AreIeees()
    {
        Assert.Equal(0, BitConverter.SingleToInt32Bits(ExactMath.Log(1f)));
        Assert.Equal(float.NegativeInfinity, ExactMath.Log(0f));
        Assert.Equal(float.NegativeInfinity, ExactMath.Log(-0f));
        Assert.Equal(float.PositiveInfinity, ExactMath.Log(float.PositiveInfinity));
        Assert.True(float.IsNaN(ExactMath.Log(-float.Epsilon)));
        Assert.True(float.IsNaN(ExactMath.Log(float.NegativeInfinity)));
        Assert.True(float.IsNaN(ExactMath.Log(float.NaN)));
        Assert.Equal((float)Math.Log(float.Epsilon), ExactMath.Log(float.Epsilon));
    }

    [Fact]
    public void Tanh_SpecialValues_KeepTheirSign()
    {
        Assert.Equal(BitConverter.SingleToInt32Bits(-0f), BitConverter.SingleToInt32Bits(ExactMath.Tanh(-0f)));
        Assert.Equal(1f, ExactMath.Tanh(float.PositiveInfinity));
        Assert.Equal(-1f, ExactMath.Tanh(float.NegativeInfinity));
        Assert.Equal(-float.Epsilon, ExactMath.Tanh(-float.Epsilon));
        Assert.True(float.IsNaN(ExactMath.Tanh(float.NaN)));
    }

    [Fact]
    public void DoubleLog_AllOverItsRange_IsWithinTwoUlpOfTheRuntimes()
    {
        for (var bits = 1L; bits < 0x7FF0000000000000; bits += 0x7FF0000000000000 / 200003)
        {
            var x = BitConverter.Int64BitsToDouble(bits);
            var near = 0.5 + (1.5 * bits / 0x7FF0000000000000);
            foreach (var value in new[] { x, near })
            {
                var truth = Math.Log(value);
                Assert.InRange(Math.Abs(ExactMath.Log(value) - truth), 0,
                    2 * (Math.BitIncrement(Math.Abs(truth)) - Math.Abs(truth)));
            }
        }

        Assert.Equal(double.NegativeInfinity, ExactMath.Log(0.0));
        Assert.Equal(double.PositiveInfinity, ExactMath.Log(double.PositiveInfinity));
        Assert.True(double.IsNaN(ExactMath.Log(-1.0)));
        Assert.True(double.IsNaN(ExactMath.Log(double.NaN)));
    }

    private static double DoubleLog1P(double x)
    {
        var u = 1 + x;
        return u == 1 || double.IsInfinity(u) ? x : Math.Log(u) * (x / (u - 1));
    }

    private static void Compare(
        Func<Vector<float>, Vector<float>> many, Func<float, float> one, Func<double, double> truth, double ulps,
            Func<float, bool> wanted)
    {
        var inputs = new float[Vector<float>.Count];
        var outputs = new float[Vector<float>.Count];
        for (var bits = 0L; bits < 1L << 32; bits += Stride * inputs.Length)
        {
            for (var i = 0; i < inputs.Length; i++)
            {
                inputs[i] = BitConverter.UInt32BitsToSingle((uint)(bits + (i * Stride)));
            }

            many(new(inputs)).CopyTo(outputs);
            for (var i = 0; i < inputs.Length; i++)
            {
                if (wanted(inputs[i]))
                {
                    Bits.Equal([one(inputs[i])], [outputs[i]]);
                    Near(truth(inputs[i]), outputs[i], ulps, inputs[i]);
                }
            }
        }
    }

    private static void Near(double truth, float value, double ulps, float at)
    {
        if (double.IsNaN(truth) || double.IsInfinity((float)truth))
        {
            Assert.Equal((float)truth, value);
        }
        else if (Math.Abs(truth) >= 1.1754943508222875e-38)
        {
            var error = Math.Abs(value - truth) / Math.ScaleB(1, Math.ILogB(truth) - 23);
            Assert.True(error <= ulps, $"At {at:R}: {value:R} is {error} ulp from {truth:R}.");
        }
        else
        {
            Assert.True(value == 0 || value == (float)truth, $"At {at:R}: {value:R} is neither 0 nor {truth:R}.");
        }
    }
}
