using Pruning.Shared.Data;
using Pruning.Shared.Populations;
using static TorchSharp.torch;

namespace Pruning.Shared.Training;

/// <summary>A data set on a device, feature-major, and the gathering of every replicate's own examples from it.</summary>
public sealed class ExampleTensors(DataSet data, Device device) : IDisposable
{
    private readonly Tensor inputs = Tensors.From<float>(data.FeatureMajor(), float32, device, data.Features, data.Count).DetachFromDisposeScope();
    private readonly Tensor targets = Tensors.From<float>(data.OneHot(), float32, device, data.Classes, data.Count).DetachFromDisposeScope();

    public DataSet Data => data;

    public Device Device => device;

    /// <summary>Examples by row: for R lists of n rows each, inputs [R, features, n] and one-hot targets [R, classes, n].</summary>
    public (Tensor Inputs, Tensor Targets) Gather(IReadOnlyList<int[]> rows)
    {
        var n = rows[0].Length;
        var flat = new long[rows.Count * n];
        for (var r = 0; r < rows.Count; r++)
        {
            for (var i = 0; i < n; i++)
            {
                flat[(r * n) + i] = rows[r][i];
            }
        }

        var index = Tensors.From<long>(flat, int64, device, flat.Length);
        return (Pick(inputs, index, rows.Count, n), Pick(targets, index, rows.Count, n));
    }

    public void Dispose()
    {
        inputs.Dispose();
        targets.Dispose();
    }

    private static Tensor Pick(Tensor matrix, Tensor index, int rows, int n) =>
        matrix.index_select(1, index).view(matrix.shape[0], rows, n).permute(1, 0, 2);
}
