using Pruning.Shared.Kernels;
using Pruning.Shared.Populations;

namespace Pruning.Shared.Training;

/// <summary>Passes of one net over a list of examples, in blocks, on the processor.</summary>
internal static unsafe class TrainingSetPasses
{
    /// <summary>
    /// Computes the gradient of the mean cross-entropy over the list, P values, with the net in evaluation mode.
    /// </summary>
    /// <param name="values">P parameters.</param>
    /// <param name="list">The examples, at least one.</param>
    public static float[] MeanGradient(Architecture net, float[] values, int[] list, Examples examples)
    {
        var blocks = Evaluation.Blocks(net, list.Length).ToArray();
        using var network = new CpuNetwork(net, examples.Features, blocks[0].Length, training: true);
        network.Training = false;
        var gradient = new float[net.ParameterCount];
        fixed (float* parameters = values, into = gradient)
        {
            foreach (var (start, length) in blocks)
            {
                var block = list.AsSpan(start, length);
                int[] labels = [.. list.Skip(start).Take(length).Select(e => examples.Labels[e])];
                network.Gather(examples.Inputs, block);
                var outputs = network.Forward(parameters, length);
                SoftmaxCrossEntropy.Gradient(outputs, network.Outputs, labels, network.OutputGradient, of: list.Length);
                network.Backward(parameters, into, add: start > 0, length);
            }
        }

        return gradient;
    }

    /// <summary>Computes one layer's outputs for every example of the list, [list, features], row-major.</summary>
    /// <param name="layer">The layer's index in <see cref="Architecture.Steps"/>.</param>
    /// <param name="values">P parameters.</param>
    /// <param name="list">The examples, at least one.</param>
    public static float[] Activations(Architecture net, int layer, float[] values, int[] list, Examples examples)
    {
        var blocks = Evaluation.Blocks(net, list.Length).ToArray();
        using var network = new CpuNetwork(net, examples.Features, blocks[0].Length);
        var features = network.FeaturesAt(layer + 1);
        var leaving = new float[checked(list.Length * features)];
        fixed (float* parameters = values, rows = leaving)
        {
            foreach (var (start, length) in blocks)
            {
                network.Gather(examples.Inputs, list.AsSpan(start, length));
                var panels = network.Forward(parameters, network.Input, ..(layer + 1), length);
                Panels.ToRows(panels, features, length, rows + ((long)start * features));
            }
        }

        return leaving;
    }
}
