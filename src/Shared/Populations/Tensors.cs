using Pruning.Shared.Engine;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Shared.Populations;

/// <summary>Host arrays to tensors and back.</summary>
public static class Tensors
{
    /// <summary>[rows, columns] float32 from equally long rows; it belongs to no dispose scope.</summary>
    public static Tensor FromRows(IReadOnlyList<float[]> rows, Device device)
    {
        var columns = rows[0].Length;
        var flat = new float[rows.Count * columns];
        for (var r = 0; r < rows.Count; r++)
        {
            rows[r].CopyTo(flat.AsSpan(r * columns));
        }

        return From<float>(flat, float32, device, rows.Count, columns).DetachFromDisposeScope();
    }

    /// <summary>A tensor of the given shape from row-major values.</summary>
    public static Tensor From<T>(ReadOnlySpan<T> values, ScalarType dtype, Device device, params long[] shape)
        where T : unmanaged
    {
        var tensor = empty(shape, dtype: dtype, device: device);
        HostMemory.Write(values, tensor);
        return tensor;
    }

    /// <summary>All values in row-major order.</summary>
    public static T[] ToArray<T>(Tensor tensor)
        where T : unmanaged
    {
        var values = new T[tensor.NumberOfElements];
        HostMemory.Read<T>(tensor, values);
        return values;
    }

    /// <summary>A matrix's rows.</summary>
    public static float[][] ToRows(Tensor matrix)
    {
        var columns = (int)matrix.shape[1];
        var flat = ToArray<float>(matrix);
        return [.. Enumerable.Range(0, (int)matrix.shape[0]).Select(r => flat.AsSpan(r * columns, columns).ToArray())];
    }
}
