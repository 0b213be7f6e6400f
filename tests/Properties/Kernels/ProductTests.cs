using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Pruning.Shared.Kernels;
using Xunit;

namespace Pruning.Tests.Properties.Kernels;

public sealed unsafe class ProductTests
{
    public static TheoryData<string> Everywhere => [.. Widths.All];

    [Theory]
    [MemberData(nameof(Everywhere))]
    public void Multiply_KnownFactors_HasTheKnownDigest(string width)
    {
        const int M = 97;
        const int K = 301;
        const int N = 53;
        using var a = new Guarded(M * K);
        using var b = new Guarded(K * N);
        using var c = new Guarded(M * N);
        for (var i = 0; i < a.Length; i++)
        {
            a.Span[i] = (float)((((7919L * i) % 2039) - 1019) / 1021.0);
        }

        for (var i = 0; i < b.Length; i++)
        {
            b.Span[i] = (float)((((104729L * i) % 1999) - 999) / 997.0);
        }

        Product.Multiply(a.Data, b.Data, c.Data, M, K, N, Widths.Multiplier(width));
        Assert.Equal("7DBB08FCC23E97BB", Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(c.Span)))[..16]);
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public void Multiply_AnyShape_IsTheNaiveSumBitForBit(string width)
    {
        var random = new Random(20263);
        for (var trial = 0; trial < 40; trial++)
        {
            Check(width, random, random.Next(1, 71), random.Next(1, 71), random.Next(1, 71));
        }

        Check(width, random, 101, 600, 147);
        LinearKernelTests.Alone(() => Check(width, random, 101, 600, 147));
    }

    private static void Check(string width, Random random, int m, int k, int n)
    {
        using var a = Guarded.Random(random, m * k);
        using var b = Guarded.Random(random, k * n);
        using var c = new Guarded(m * n);
        using var expected = new Guarded(m * n);
        for (var row = 0; row < m; row++)
        {
            for (var column = 0; column < n; column++)
            {
                var sum = 0f;
                for (var i = 0; i < k; i++)
                {
                    sum = MathF.FusedMultiplyAdd(a.Data[(row * k) + i], b.Data[(i * n) + column], sum);
                }

                expected.Data[(row * n) + column] = sum;
            }
        }

        Product.Multiply(a.Data, b.Data, c.Data, m, k, n, Widths.Multiplier(width));
        Bits.Equal(expected.Span, c.Span, $"{m}×{k} times {k}×{n}, width {width}");
        foreach (var guarded in new[] { a, b, c })
        {
            guarded.AssertIntact();
        }
    }
}
