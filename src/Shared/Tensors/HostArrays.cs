using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Shared.Tensors;

/// <summary>Converts host arrays to tensors and back.</summary>
internal static class HostArrays
{
    /// <summary>Creates a float32 tensor [rows, columns] from equally long rows, outside any dispose scope.</summary>
    public static Tensor FromRows(IReadOnlyList<float[]> rows, torch.Device device)
    {
        var columns = rows[0].Length;
        var flat = new float[rows.Count * columns];
        for (var r = 0; r < rows.Count; r++)
        {
            rows[r].CopyTo(flat.AsSpan(r * columns));
        }

        return From(flat, device, rows.Count, columns).DetachFromDisposeScope();
    }

    /// <summary>Creates a float32 tensor of a given shape from row-major values.</summary>
    public static Tensor From(float[] values, torch.Device device, params long[] shape) =>
        tensor(values, shape, dtype: ScalarType.Float32, device: device);

    /// <summary>Copies all values in row-major order.</summary>
    public static T[] ToArray<T>(Tensor tensor)
        where T : unmanaged
    {
        using var scope = NewDisposeScope();
        return tensor.detach().cpu().contiguous().data<T>().ToArray();
    }

    /// <summary>Copies a matrix's rows.</summary>
    public static float[][] ToRows(Tensor matrix)
    {
        var columns = (int)matrix.shape[1];
        var flat = ToArray<float>(matrix);
        return [.. Enumerable.Range(0, (int)matrix.shape[0]).Select(r => flat.AsSpan(r * columns, columns).ToArray())];
    }
}
