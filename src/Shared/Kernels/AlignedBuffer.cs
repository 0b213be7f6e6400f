using System.Runtime.InteropServices;

namespace Pruning.Shared.Kernels;

/// <summary>Floats outside the managed heap, zero at first, their first one on a cache line's boundary.</summary>
internal sealed unsafe class AlignedBuffer : SafeHandle
{
    private const int CacheLine = 64;

    /// <param name="length">Number of floats.</param>
    public AlignedBuffer(long length)
        : base(0, ownsHandle: true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        var bytes = checked((nuint)Math.Max(length, 1) * sizeof(float));
        SetHandle((nint)NativeMemory.AlignedAlloc(bytes, CacheLine));
        NativeMemory.Clear(Data, bytes);
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>The first float; not to be used after disposal.</summary>
    public float* Data => (float*)handle;

    /// <summary>Number of floats.</summary>
    public long Length { get; }

    /// <summary>All floats.</summary>
    public Span<float> Span => new(Data, checked((int)Length));

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree(Data);
        return true;
    }
}
