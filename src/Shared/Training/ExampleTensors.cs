using Pruning.Shared.Data;
using Pruning.Shared.Populations;
using static TorchSharp.torch;

namespace Pruning.Shared.Training;

/// <summary>A data set on a device, and the gathering of every replicate's own examples from it.</summary>
public sealed class ExampleTensors(DataSet data, Device device) : IDisposable
{
    private readonly Tensor inputs = Tensors.From<float>(data.Inputs, float32, device, data.Count, data.Features).DetachFromDisposeScope();
    private readonly Tensor targets = Tensors.From<float>(data.OneHot(), float32, device, data.Count, data.Classes).DetachFromDisposeScope();

    // The data set itself is not kept: the device has a copy, and the host's may be large.

    /// <summary>Every example's class.</summary>
    public IReadOnlyList<int> Labels { get; } = data.Labels;

    /// <summary>Number of examples.</summary>
    public int Count { get; } = data.Count;

    /// <summary>Values per example.</summary>
    public int Features { get; } = data.Features;

    public Device Device { get; } = device;

    /// <summary>Examples by row: for R lists of n rows each, inputs [R, features, n] and one-hot targets [R, classes, n].</summary>
    /// <param name="rows">The lists; all of them, or a stretch of each.</param>
    /// <param name="start">Where the stretch begins.</param>
    /// <param name="length">Its length; null: to the lists' end.</param>
    public (Tensor Inputs, Tensor Targets) Gather(IReadOnlyList<int[]> rows, int start = 0, int? length = null)
    {
        var n = length ?? rows[0].Length - start;
        var flat = new long[rows.Count * n];
        for (var r = 0; r < rows.Count; r++)
        {
            for (var i = 0; i < n; i++)
            {
                flat[(r * n) + i] = rows[r][start + i];
            }
        }

        var index = Tensors.From<long>(flat, int64, Device, flat.Length);
        return (Pick(inputs, index, rows.Count, n), Pick(targets, index, rows.Count, n).contiguous());
    }

    public void Dispose()
    {
        inputs.Dispose();
        targets.Dispose();
    }

    private static Tensor Pick(Tensor matrix, Tensor index, int rows, int n) =>
        matrix.index_select(0, index).view(rows, n, matrix.shape[1]).transpose(1, 2);
}
