using System.Runtime.InteropServices;
using TorchSharp;

namespace Pruning.Shared.Engine;

/// <summary>Values from host memory into tensors and back.</summary>
public static class HostMemory
{
    /// <summary>Copies a tensor of any device and strides, row-major, into <paramref name="destination"/>.</summary>
    /// <exception cref="ArgumentException">Another element type or another length than the tensor's.</exception>
    public static void Read<T>(torch.Tensor source, Span<T> destination)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(source);
        Check<T>(source, destination.Length);
        using var scope = torch.NewDisposeScope();
        MemoryMarshal.Cast<byte, T>(source.detach().cpu().contiguous().bytes).CopyTo(destination);
    }

    /// <summary>
    /// Copies <paramref name="source"/>, row-major, into a tensor of any device and strides; autograd does not see it.
    /// </summary>
    /// <exception cref="ArgumentException">Another element type or another length than the tensor's.</exception>
    public static void Write<T>(ReadOnlySpan<T> source, torch.Tensor destination)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(destination);
        Check<T>(destination, source.Length);
        using var scope = torch.NewDisposeScope();
        using var unrecorded = torch.no_grad();
        var host = torch.empty(destination.shape, destination.dtype);
        source.CopyTo(MemoryMarshal.Cast<byte, T>(host.bytes));
        destination.copy_(host);
    }

    private static void Check<T>(torch.Tensor tensor, int length)
        where T : unmanaged
    {
        if (tensor.dtype != TypeOf<T>())
        {
            throw new ArgumentException(
                $"The tensor holds {tensor.dtype}, the span {TypeOf<T>()}: convert one of them first.", nameof(tensor));
        }

        if (tensor.NumberOfElements != length)
        {
            throw new ArgumentException($"The tensor has {tensor.NumberOfElements} elements, the span {length}.", nameof(length));
        }
    }

    private static torch.ScalarType TypeOf<T>()
        where T : unmanaged => default(T) switch
        {
            float => torch.ScalarType.Float32,
            double => torch.ScalarType.Float64,
            long => torch.ScalarType.Int64,
            int => torch.ScalarType.Int32,
            short => torch.ScalarType.Int16,
            sbyte => torch.ScalarType.Int8,
            byte => torch.ScalarType.Byte,
            bool => torch.ScalarType.Bool,
            Half => torch.ScalarType.Float16,
            _ => throw new NotSupportedException($"A tensor cannot hold elements of type {typeof(T).Name}."),
        };
}
