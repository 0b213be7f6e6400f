using System.Runtime.InteropServices;
using Xunit;

namespace Pruning.Tests.Properties.Kernels;

/// <summary>Equality of floats bit for bit.</summary>
internal static class Bits
{
    public static void AssertEqual(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        var wanted = MemoryMarshal.Cast<float, int>(expected);
        var common = wanted.CommonPrefixLength(MemoryMarshal.Cast<float, int>(actual));
        if (common < expected.Length)
        {
            Assert.Fail($"{what}: entry {common} is {actual[common]:R}, not {expected[common]:R}.");
        }
    }
}
