using Pruning.Shared.Kernels;
using Xunit;

namespace Pruning.Tests.Properties.Kernels;

/// <summary>Floats between canaries: <see cref="Dispose"/> asserts that nothing was written before or after them.</summary>
internal sealed unsafe class Guarded : IDisposable
{
    private const int Margin = 32;
    private const float Canary = 12345.678f;
    private readonly AlignedBuffer buffer;

    public Guarded(ReadOnlySpan<float> values)
    {
        Length = values.Length;
        buffer = new(Length + (2 * Margin));
        buffer.Span.Fill(Canary);
        values.CopyTo(Span);
    }

    /// <summary>Values that a kernel has to write: NaN at first.</summary>
    public static Guarded Unwritten(long length)
    {
        var values = new float[length];
        Array.Fill(values, float.NaN);
        return new(values);
    }

    public int Length { get; }

    public float* Data => buffer.Data + Margin;

    public Span<float> Span => buffer.Span.Slice(Margin, Length);

    public float[] Values => Span.ToArray();

    public void Dispose()
    {
        var around = buffer.Span[..Margin].ToArray().Concat(buffer.Span[(Margin + Length)..].ToArray());
        buffer.Dispose();
        Assert.All(around, v => Assert.Equal(Canary, v));
    }
}
