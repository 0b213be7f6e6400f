using Pruning.Shared.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Shared.Tensors;

/// <summary>A data set as tensors, and the gathering of every replicate's own examples from it.</summary>
internal sealed class TensorExamples(DataSet data, torch.Device device) : IDisposable
{
    private readonly Tensor inputs = HostArrays.From(data.Inputs, device, data.Count, data.Features)
        .DetachFromDisposeScope();
    private readonly Tensor targets = HostArrays.From(data.OneHot(), device, data.Count, data.Classes)
        .DetachFromDisposeScope();

    public torch.Device Device { get; } = device;

    /// <summary>
    /// Examples by row: for R lists of n rows each, inputs [R, features, n] and one-hot targets [R, classes, n].
    /// </summary>
    /// <param name="rows">The lists; all of them, or a stretch of each.</param>
    /// <param name="start">Where the stretch begins.</param>
    /// <param name="length">Its length.</param>
    public (Tensor Inputs, Tensor Targets) Gather(IReadOnlyList<int[]> rows, int start, int length)
    {
        var list = new int[rows.Count * length];
        for (var r = 0; r < rows.Count; r++)
        {
            rows[r].AsSpan(start, length).CopyTo(list.AsSpan(r * length));
        }

        using var index = tensor(list, device: Device);
        return (Pick(inputs, index, rows.Count), Pick(targets, index, rows.Count).contiguous());
    }

    public void Dispose()
    {
        inputs.Dispose();
        targets.Dispose();
    }

    private static Tensor Pick(Tensor matrix, Tensor index, int rows) =>
        matrix.index_select(0, index).view(rows, index.NumberOfElements / rows, matrix.shape[1]).transpose(1, 2);
}
