using System.Runtime.InteropServices;

namespace Pruning.Shared.Kernels;

/// <summary>A buffer of floats outside the managed heap, zero at first, aligned to a cache line.</summary>
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

    public override bool IsInvalid => handle == 0;

    /// <summary>Address of the first float; invalid after disposal.</summary>
    public float* Data => (float*)handle;

    /// <summary>Number of floats.</summary>
    public long Length { get; }

    /// <summary>All floats as a span.</summary>
    public Span<float> Span => new(Data, checked((int)Length));

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree(Data);
        return true;
    }
}
