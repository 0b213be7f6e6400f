using Pruning.Shared.Kernels;
using Pruning.Shared.Populations;

namespace Pruning.Shared.Training;

/// <summary>Evaluates nets on the processor, row by row, without their pruned parts where that saves time.</summary>
internal static unsafe class CpuEvaluation
{
    /// <summary>
    /// Computes each row's losses, in nats, and predicted classes on its own list of examples; lists are equally long.
    /// </summary>
    public static (float[][] Losses, int[][] Predicted) Of(
        Architecture net, IReadOnlyList<float[]> values, IReadOnlyList<int[]> lists, Examples examples,
            CachedActivations? from)
    {
        var n = lists[0].Length;
        var losses = lists.Select(_ => new float[n]).ToArray();
        var predicted = lists.Select(_ => new int[n]).ToArray();
        for (var r = 0; r < lists.Count; r++)
        {
            Row(net, values[r], r, lists[r], examples, from, losses[r], predicted[r]);
        }

        return (losses, predicted);
    }

    private static void Row(
        Architecture whole, float[] values, int row, int[] list, Examples examples, CachedActivations? from,
            float[] losses, int[] predicted)
    {
        // Cutting units changes a later layer's inputs, so with cached activations the net stays whole.
        var (net, left) = from is null ? CompactedNet.Of(whole, values, list.Length) : (whole, values);
        var blocks = Evaluation.Blocks(whole, list.Length).ToArray();
        using var network = CompactedNet.Network(net, left, examples.Features, blocks[0].Length);
        fixed (float* parameters = left)
        {
            for (var b = 0; b < blocks.Length; b++)
            {
                var (start, length) = blocks[b];
                var some = list.AsSpan(start, length);
                var loss = losses.AsSpan(start, length);
                var classes = predicted.AsSpan(start, length);
                if (from is null)
                {
                    Block(network, parameters, some, examples, loss, classes);
                }
                else
                {
                    Measure(network.Forward(parameters, from.Of(row, b), from.Layer.., length), network.Outputs, some,
                        examples.Labels, loss, classes);
                }
            }
        }
    }

    /// <summary>Computes loss and predicted class of some examples, at most the network's batch.</summary>
    public static void Block(CpuNetwork network, float* parameters, ReadOnlySpan<int> list, Examples examples,
        Span<float> losses, Span<int> predicted)
    {
        network.Gather(examples.Inputs, list);
        Measure(network.Forward(parameters, list.Length), network.Outputs, list, examples.Labels, losses, predicted);
    }

    /// <summary>Computes loss and predicted class of each example from its outputs.</summary>
    private static void Measure(float* outputs, int classes, ReadOnlySpan<int> list, int[] labels, Span<float> losses,
        Span<int> predicted)
    {
        Span<int> own = stackalloc int[list.Length];
        for (var e = 0; e < list.Length; e++)
        {
            own[e] = labels[list[e]];
        }

        SoftmaxCrossEntropy.Losses(outputs, classes, own, losses, predicted);
    }
}
