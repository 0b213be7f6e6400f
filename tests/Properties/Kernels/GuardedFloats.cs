using Pruning.Shared.Kernels;
using Xunit;

namespace Pruning.Tests.Properties.Kernels;

/// <summary>
/// Floats between two margins of NaNs of a kind: what reads outside spoils its sums, what writes there is found out.
/// </summary>
internal sealed unsafe class GuardedFloats : IDisposable
{
    private const int Margin = 4096;
    private const uint Canary = 0x7FC0BEEF;
    private readonly AlignedBuffer memory;

    public GuardedFloats(long length)
    {
        Length = (int)length;
        memory = new(length + 2 * Margin);
        memory.Span.Fill(BitConverter.UInt32BitsToSingle(Canary));
    }

    public GuardedFloats(ReadOnlySpan<float> values)
        : this(values.Length) => values.CopyTo(Span);

    public int Length { get; }

    public float* Data => memory.Data + Margin;

    public Span<float> Span => new(Data, Length);

    /// <summary>Fails where a margin was written to.</summary>
    public void Check()
    {
        Unchanged(memory.Span[..Margin]);
        Unchanged(memory.Span[(Margin + Length)..]);
    }

    private static void Unchanged(ReadOnlySpan<float> margin)
    {
        foreach (var value in margin)
        {
            if (BitConverter.SingleToUInt32Bits(value) != Canary)
            {
                Assert.Fail("Something was written outside a buffer.");
            }
        }
    }

    public void Dispose() => memory.Dispose();
}
