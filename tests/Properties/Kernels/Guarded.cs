using Pruning.Shared.Kernels;
using Xunit;

namespace Pruning.Tests.Properties.Kernels;

/// <summary>
/// Floats between two margins of NaNs of a kind: what reads outside spoils its sums, and what writes there is found
/// out, at the latest by <see cref="Dispose"/>.
/// </summary>
internal sealed unsafe class Guarded : IDisposable
{
    private const int Margin = 4096;
    private const int Mark = 0x7FC0ABCD;
    private readonly AlignedBuffer buffer;

    /// <summary>Zeros.</summary>
    public Guarded(long length)
    {
        Length = checked((int)length);
        buffer = new(length + (2 * Margin));
        new Span<int>(buffer.Data, Length + (2 * Margin)).Fill(Mark);
        Span.Clear();
    }

    public Guarded(ReadOnlySpan<float> values)
        : this(values.Length) => values.CopyTo(Span);

    public int Length { get; }

    public float* Data => buffer.Data + Margin;

    public Span<float> Span => new(Data, Length);

    public float[] Values => Span.ToArray();

    /// <summary>Values that a kernel has to write: NaN at first.</summary>
    public static Guarded Unwritten(long length)
    {
        var result = new Guarded(length);
        result.Span.Fill(float.NaN);
        return result;
    }

    /// <summary>Small values of both signs, some of them zero.</summary>
    public static Guarded Random(Random random, long length)
    {
        var result = new Guarded(length);
        foreach (ref var value in result.Span)
        {
            value = random.Next(8) == 0 ? 0 : (float)((2 * random.NextDouble()) - 1);
        }

        return result;
    }

    /// <summary>Activations as panels: [features, batch] values, lanes beyond the batch zero.</summary>
    public static Guarded RandomPanels(Random random, int features, int batch)
    {
        var result = Random(random, Panels.Length(features, batch));
        Panels.ClearBeyond(result.Data, features, batch);
        return result;
    }

    /// <summary>Asserts that nothing was written outside.</summary>
    public void AssertIntact()
    {
        Assert.Equal(-1, new ReadOnlySpan<int>(buffer.Data, Margin).IndexOfAnyExcept(Mark));
        Assert.Equal(-1, new ReadOnlySpan<int>(buffer.Data + Margin + Length, Margin).IndexOfAnyExcept(Mark));
    }

    public void Dispose()
    {
        try
        {
            AssertIntact();
        }
        finally
        {
            buffer.Dispose();
        }
    }
}
