using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Copies between spans of the host and tensors, through a tensor that borrows the span's memory.</summary>
internal static unsafe class HostMemory
{
    public static torch.ScalarType TypeOf<T>()
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

    /// <summary>Refuses a span whose element type or length is not the tensor's.</summary>
    public static void Check<T>(torch.Tensor tensor, int length)
        where T : unmanaged
    {
        var facts = tensor.Facts();
        if ((torch.ScalarType)facts.Dtype != TypeOf<T>())
        {
            throw new ArgumentException($"The tensor holds {(torch.ScalarType)facts.Dtype}, the span {TypeOf<T>()}: convert one of them first.", nameof(tensor));
        }

        if (facts.Elements != length)
        {
            throw new ArgumentException($"The tensor has {facts.Elements} elements, the span {length}.", nameof(length));
        }
    }

    /// <summary>Whether a tensor is <paramref name="count"/> float32 in one stretch of the host's memory.</summary>
    public static bool IsPlain(torch.Tensor tensor, long count)
    {
        var facts = tensor.Facts();
        return facts.Elements == count && facts.Contiguous != 0
            && (torch.ScalarType)facts.Dtype == torch.ScalarType.Float32 && (DeviceType)facts.DeviceType == DeviceType.CPU;
    }

    /// <summary>Where such a tensor's elements lie, as long as the tensor lives.</summary>
    public static float* Data(torch.Tensor tensor) => (float*)tensor.Facts().Data;

    /// <summary>Copies a span into a tensor of as many elements, whatever its device and strides.</summary>
    public static void CopyIn<T>(ReadOnlySpan<T> source, torch.Tensor destination)
        where T : unmanaged
    {
        fixed (T* data = source)
        {
            using var host = Borrow(data, destination);
            Aten.Unseen("copy_", destination, host);
        }
    }

    /// <summary>Copies a tensor's elements, row-major, into a span.</summary>
    public static void CopyOut<T>(torch.Tensor source, Span<T> destination)
        where T : unmanaged
    {
        fixed (T* data = destination)
        {
            using var host = Borrow(data, source);
            Aten.Unseen("copy_", host, source);
        }
    }

    private static torch.Tensor Borrow<T>(T* data, torch.Tensor like)
        where T : unmanaged
    {
        var sizes = like.shape;
        nint handle;
        fixed (long* first = sizes)
        {
            Slim.Check(Slim.Wrap(data, first, sizes.Length, (int)TypeOf<T>(), &handle));
        }

        return new torch.Tensor(handle);
    }
}
