using Pruning.Shared.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Shared.Tensors;

/// <summary>A data set as tensors, from which each replicate's own examples are gathered.</summary>
internal sealed class TensorExamples(DataSet data, torch.Device device) : IDisposable
{
    private readonly Tensor inputs = HostArrays.From(data.Inputs, device, data.Count, data.Features)
        .DetachFromDisposeScope();
    private readonly Tensor targets = HostArrays.From(data.OneHot(), device, data.Count, data.Classes)
        .DetachFromDisposeScope();

    public torch.Device Device { get; } = device;

    /// <summary>
    /// Gathers examples: for R lists of n rows each, inputs [R, features, n] and one-hot targets [R, classes, n].
    /// </summary>
    /// <param name="rows">The lists, or equally long sections of them.</param>
    /// <param name="start">Start of the section.</param>
    /// <param name="length">Length of the section.</param>
    public (Tensor Inputs, Tensor Targets) Gather(IReadOnlyList<int[]> rows, int start, int length)
    {
        using var lists = Lists(rows, start, start + length);
        return Gather(lists);
    }

    /// <summary>Gathers the examples of lists that lie on the device, [R, n].</summary>
    public (Tensor Inputs, Tensor Targets) Gather(Tensor lists)
    {
        using var index = lists.reshape(-1);
        var rows = (int)lists.shape[0];
        return (Pick(inputs, index, rows), Pick(targets, index, rows).contiguous());
    }

    /// <summary>
    /// Copies a section of equally long lists to the device, [R, end − start]: once for many steps, since each copy
    /// waits for the GPU.
    /// </summary>
    public Tensor Lists(IReadOnlyList<int[]> rows, int start, int end)
    {
        var length = end - start;
        var flat = new int[rows.Count * length];
        for (var r = 0; r < rows.Count; r++)
        {
            rows[r].AsSpan(start, length).CopyTo(flat.AsSpan(r * length));
        }

        return tensor(flat, [rows.Count, length], device: Device);
    }

    public void Dispose()
    {
        inputs.Dispose();
        targets.Dispose();
    }

    private static Tensor Pick(Tensor matrix, Tensor index, int rows) =>
        matrix.index_select(0, index).view(rows, index.NumberOfElements / rows, matrix.shape[1]).transpose(1, 2);
}
