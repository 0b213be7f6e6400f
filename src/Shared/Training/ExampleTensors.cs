using System.Buffers;
using Pruning.Shared.Data;
using Pruning.Shared.Populations;
using Pruning.Shared.Engine;
using TorchSharp;
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
        return (Pick(inputs, rows, start, n), Targets(rows, start, n));
    }

    /// <summary>The inputs alone, to be read only: examples that lie one after another in the set are not copied.</summary>
    public Tensor Inputs(IReadOnlyList<int[]> rows, int start, int length)
    {
        var inARow = rows.Count == 1 && length > 0 && rows[0].AsSpan(start, length).SequenceEqual([.. Enumerable.Range(rows[0][start], length)]);
        return inARow ? ByRow(inputs.narrow(0, rows[0][start], length), 1, length) : Pick(inputs, rows, start, length);
    }

    /// <summary>The targets alone.</summary>
    public Tensor Targets(IReadOnlyList<int[]> rows, int start, int length) =>
        Pick(targets, rows, start, length).contiguous();

    public void Dispose()
    {
        inputs.Dispose();
        targets.Dispose();
    }

    private static Tensor Pick(Tensor matrix, IReadOnlyList<int[]> rows, int start, int length)
    {
        var rented = ArrayPool<int>.Shared.Rent(rows.Count * length);
        var list = rented.AsSpan(0, rows.Count * length);
        for (var r = 0; r < rows.Count; r++)
        {
            rows[r].AsSpan(start, length).CopyTo(list[(r * length)..]);
        }

        var picked = ByRow(Operators.Rows(matrix, list), rows.Count, length);
        ArrayPool<int>.Shared.Return(rented);
        return picked;
    }

    private static Tensor ByRow(Tensor examples, int rows, int n) => examples.view(rows, n, examples.shape[1]).transpose(1, 2);
}
