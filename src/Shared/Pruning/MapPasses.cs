using Pruning.Shared.Kernels;
using Pruning.Shared.Populations;
using Pruning.Shared.Training;

namespace Pruning.Shared.Pruning;

/// <summary>
/// Passes of one net over a list of examples that sum over its maps, in evaluation mode on the processor. Only one
/// block's activations are held.
/// </summary>
internal static unsafe class MapPasses
{
    /// <summary>Sums what leaves each map layer.</summary>
    /// <param name="values">P parameters.</param>
    /// <param name="list">The examples, at least one.</param>
    /// <param name="block">Examples of one pass; null: as many as in <see cref="Evaluation.Blocks"/>.</param>
    /// <returns>By weight, in the order of the columns; null where there are no maps.</returns>
    public static IReadOnlyList<MapActivity?> Activity(
        Architecture net, float[] values, int[] list, Examples examples, int? block = null)
    {
        var (layers, sums) = Sums(net);
        var blocks = Blocks(net, list.Length, block);
        using var network = new CpuNetwork(net, examples.Features, blocks[0].Length);
        fixed (float* parameters = values)
        {
            foreach (var (start, length) in blocks)
            {
                network.Gather(examples.Inputs, list.AsSpan(start, length));
                var panels = network.Input;
                var next = 0;
                foreach (var (layer, sum) in layers.Zip(sums))
                {
                    if (layer is not null)
                    {
                        panels = network.Forward(parameters, panels, next..(layer.After + 1), length);
                        next = layer.After + 1;
                        sum!.AddActivations(panels, length);
                    }
                }
            }
        }

        return [.. sums.Select(sum => sum?.Activity())];
    }

    /// <summary>
    /// Sums what leaves each map layer, and the gradients of each example's own loss with respect to it.
    /// </summary>
    /// <param name="values">P parameters.</param>
    /// <param name="list">The examples, at least one.</param>
    /// <param name="block">Examples of one pass; null: as many as in <see cref="Evaluation.Blocks"/>.</param>
    /// <returns>By weight, in the order of the columns; null where there are no maps.</returns>
    public static (IReadOnlyList<MapActivity?> Activity, IReadOnlyList<MapSensitivity?> Sensitivity) Sensitivity(
        Architecture net, float[] values, int[] list, Examples examples, int? block = null)
    {
        var (layers, sums) = Sums(net);
        var leaving = layers.Zip(sums).Where(l => l.First is not null)
            .ToDictionary(l => l.First!.After, l => l.Second!);
        var blocks = Blocks(net, list.Length, block);
        using var network = new CpuNetwork(net, examples.Features, blocks[0].Length, training: true);
        network.Training = false;
        var unused = new float[net.ParameterCount];
        fixed (float* parameters = values, gradient = unused)
        {
            foreach (var (start, length) in blocks)
            {
                int[] labels = [.. list.Skip(start).Take(length).Select(e => examples.Labels[e])];
                network.Gather(examples.Inputs, list.AsSpan(start, length));
                var outputs = network.Forward(parameters, length);
                SoftmaxCrossEntropy.Gradient(outputs, network.Outputs, labels, network.OutputGradient, of: 1);
                network.Backward(parameters, gradient, add: false, length, (layer, output, slopes) =>
                {
                    if (leaving.TryGetValue(layer, out var sum))
                    {
                        sum.AddActivations(output, length);
                        sum.AddGradients(output, slopes, length);
                    }
                });
            }
        }

        return ([.. sums.Select(sum => sum?.Activity())], [.. sums.Select(sum => sum?.Sensitivity())]);
    }

    private static (IReadOnlyList<MapLayer?> Layers, IReadOnlyList<MapSums?> Sums) Sums(Architecture net)
    {
        var layers = MapLayer.Of(net);
        return (layers, [.. layers.Select(layer => layer is null ? null : new MapSums(layer))]);
    }

    private static (int Start, int Length)[] Blocks(Architecture net, int examples, int? block) => block is { } size
        ? [.. Enumerable.Range(0, examples).Chunk(size).Select(some => (some[0], some.Length))]
        : [.. Evaluation.Blocks(net, examples)];
}
