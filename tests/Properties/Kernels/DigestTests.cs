using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Pruning.Shared.Kernels;
using Xunit;

namespace Pruning.Tests.Properties.Kernels;

/// <summary>
/// The promise of the same bits everywhere, as constants: every processor, register width and system has to meet them.
/// </summary>
public sealed unsafe class DigestTests
{
    [Fact]
    public void Functions_AllOverTheirRange_HaveTheSameBitsEverywhere()
    {
        var results = new List<float>();
        for (var bits = 0L; bits < 1L << 32; bits += 100_003)
        {
            var x = BitConverter.UInt32BitsToSingle((uint)bits);
            results.AddRange(ExactMath.Exp(x), ExactMath.Log(x), ExactMath.Tanh(x), ExactMath.Log1P(MathF.Abs(x)));
        }

        Assert.Equal("75DF7FBE03D07CC9", Digest([.. results.Where(v => !float.IsNaN(v))]));
    }

    [Fact]
    public void Optimizers_OverTwentySteps_HaveTheSameBitsEverywhere()
    {
        var weights = Enum.GetValues<PlainOptimizer.Kind>()
            .SelectMany(kind => OptimizerStepTests.Train(kind, 203, true, 1, 20, masked: true));
        Assert.Equal("B4324DC89D7D4F37", Digest([.. weights]));
    }

    [Fact]
    public void BatchNormalisation_AndCrossEntropy_HaveTheSameBitsEverywhere()
    {
        const int Channels = 7;
        const int Batch = 37;
        var random = new Random(1);
        using var x = new Guarded(Bits.DrawPanels(random, Channels, Batch));
        using var y = new Guarded(new float[x.Length]);
        using var dx = new Guarded(new float[x.Length]);
        using var parameters = new Guarded(Bits.Draw(random, 2 * Channels));
        using var gradient = new Guarded(new float[2 * Channels]);
        using var running = new Guarded(new float[2 * Channels]);
        using var kernel = new BatchNormKernel(Channels, 1) { Running = running.Data };
        var labels = Enumerable.Range(0, Batch).Select(i => i % Channels).ToArray();
        kernel.Forward(parameters.Data, x.Data, y.Data, Batch);
        SoftmaxCrossEntropy.Gradient(y.Data, Channels, labels, y.Data);
        kernel.Backward(parameters.Data, x.Data, y.Data, y.Data, dx.Data, gradient.Data, add: false, Batch);

        Assert.Equal("A67ADF64DDEFB54A", Digest([.. y.Values, .. dx.Values, .. gradient.Values, .. running.Values]));
    }

    private static string Digest(float[] values) =>
        Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan())))[..16];
}
