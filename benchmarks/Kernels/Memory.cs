using Pruning.Shared.Kernels;
using Pruning.Shared.Randomness;

namespace Pruning.Benchmarks.Kernels;

/// <summary>Memory for kernels to work on.</summary>
internal static class Memory
{
    /// <summary>Zeros.</summary>
    public static AlignedBuffer Zeros(long length) => new(length);

    /// <summary>Values uniform in ±1.</summary>
    public static AlignedBuffer Random(long length)
    {
        var buffer = new AlignedBuffer(length);
        new RandomStream(1, "kernels").Uniform(buffer.Span, 1);
        return buffer;
    }

    /// <summary>Activations of a batch.</summary>
    public static AlignedBuffer Activations(long features, int batch) => Random(Panels.Length(features, batch));
}
