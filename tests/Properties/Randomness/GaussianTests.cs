using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Pruning.Shared.Randomness;
using Xunit;

namespace Pruning.Tests.Properties.Randomness;

public sealed class GaussianTests
{
    [Fact]
    public void Gaussian_ManyValues_HasTheNormalMoments()
    {
        const int N = 1_000_000;
        var x = new float[N];
        new RandomStream(1, "init").Gaussian(x, 1);
        double Moment(int k) => x.Average(v => Math.Pow(v, k));

        // Standard errors: 1, √2, √15 and √96 over √n = 1000; five of each.
        Assert.Equal(0, Moment(1), 0.005);
        Assert.Equal(1, Moment(2), 0.0071);
        Assert.Equal(0, Moment(3), 0.0194);
        Assert.Equal(3, Moment(4), 0.049);
        Assert.Equal(0.6826895, x.Count(v => Math.Abs(v) < 1) / (double)N, 0.0024);
        Assert.Equal(0, Enumerable.Range(0, N - 1).Average(i => (double)x[i] * x[i + 1]), 0.005);
    }

    [Fact]
    public void Gaussian_OfAnOddNumber_BeginsAsALongerOne()
    {
        float[] odd = new float[7], even = new float[8];
        new RandomStream(3, "init").Gaussian(odd, 0.5);
        new RandomStream(3, "init").Gaussian(even, 0.5);
        Assert.Equal(odd, even[..7]);
    }

    // Derived from the generator's definition by benchmarks/constants/streams.py with another logarithm.
    [Fact]
    public void Gaussian_KnownStream_HasTheSameBitsEverywhere()
    {
        var x = new float[1000];
        new RandomStream(1, "init").Gaussian(x, 1);
        Assert.Equal("FDAE8C3F8A7E78F7", Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(x.AsSpan())))[..16]);
    }
}
