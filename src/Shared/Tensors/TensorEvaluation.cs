using Pruning.Shared.Populations;
using Pruning.Shared.Training;
using static TorchSharp.torch;

namespace Pruning.Shared.Tensors;

/// <summary>Evaluates nets, all rows at once, with TorchSharp's operators.</summary>
internal static class TensorEvaluation
{
    /// <summary>
    /// Computes each row's losses, in nats, and predicted classes on its own list of examples; lists are equally long.
    /// </summary>
    public static (float[][] Losses, int[][] Predicted) Of(Architecture net, IReadOnlyList<float[]> values,
        IReadOnlyList<int[]> lists, TensorExamples data)
    {
        using var noGrad = no_grad();
        using var population = new TensorPopulation(net, values, data.Device);
        var n = lists[0].Length;
        var losses = lists.Select(_ => new float[n]).ToArray();
        var predicted = lists.Select(_ => new int[n]).ToArray();
        foreach (var (start, length) in Evaluation.Blocks(net, n))
        {
            using var scope = NewDisposeScope();
            var (inputs, targets) = data.Gather(lists, start, length);
            var outputs = population.Forward(inputs);
            var loss = HostArrays.ToRows(TensorPopulation.Losses(outputs, targets));
            var classes = HostArrays.ToArray<long>(outputs.argmax(1));
            for (var r = 0; r < lists.Count; r++)
            {
                loss[r].CopyTo(losses[r], start);
                for (var e = 0; e < length; e++)
                {
                    predicted[r][start + e] = float.IsNaN(loss[r][e]) ? -1 : (int)classes[(r * length) + e];
                }
            }
        }

        return (losses, predicted);
    }
}
