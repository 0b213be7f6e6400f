using Pruning.Shared.Kernels;
using Pruning.Shared.Populations;

namespace Pruning.Tests.Properties.Populations;

/// <summary>
/// Nets run on the processor by their kernels: examples go in and outputs come out as rows of floats.
/// </summary>
internal static unsafe class CpuRun
{
    /// <summary>Outputs of one net, [example][output].</summary>
    public static float[][] Outputs(Architecture net, float[] values, float[][] examples, bool training = false)
    {
        using var network = new CpuNetwork(net, examples[0].Length, examples.Length, training);
        return Outputs(network, values, examples);
    }

    /// <summary>The same by a network that is there.</summary>
    public static float[][] Outputs(CpuNetwork network, float[] values, float[][] examples)
    {
        Gather(network, examples);
        fixed (float* parameters = values)
        {
            return Rows(network.Forward(parameters, examples.Length), network.Outputs, examples.Length);
        }
    }

    /// <summary>The gradient of Σ slopes·outputs over all examples, after a forward pass.</summary>
    /// <param name="network">One for training.</param>
    /// <param name="slopes">[example][output].</param>
    /// <param name="onto">What it is added to; null: it replaces what is there.</param>
    public static float[] Gradient(
        CpuNetwork network, float[] values, float[][] examples, float[][] slopes, float[]? onto = null)
    {
        // Where it is not to be added to anything, nothing may be left of what is there.
        var gradient = onto is null ? Enumerable.Repeat(float.NaN, values.Length).ToArray() : [.. onto];
        Gather(network, examples);
        fixed (float* parameters = values, into = gradient)
        {
            network.Forward(parameters, examples.Length);
            ToPanels(slopes, network.OutputGradient);
            network.Backward(parameters, into, onto is not null, examples.Length);
        }

        return gradient;
    }

    /// <summary>The same by a network made for it.</summary>
    public static float[] Gradient(Architecture net, float[] values, float[][] examples, float[][] slopes)
    {
        using var network = new CpuNetwork(net, examples[0].Length, examples.Length, training: true);
        return Gradient(network, values, examples, slopes);
    }

    /// <summary>One pass of a net forth and back.</summary>
    /// <param name="slopes">[example][output].</param>
    /// <param name="training">Whether it is a pass of training.</param>
    /// <returns>
    /// Outputs, [example][output]; the gradient of Σ slopes·outputs over all examples; the parameters after it.
    /// </returns>
    public static (float[][] Outputs, float[] Gradient, float[] After) Pass(
        Architecture net, float[] values, float[][] examples, float[][] slopes, bool training)
    {
        using var network = new CpuNetwork(net, examples[0].Length, examples.Length, training: true);
        network.Training = training;
        var (after, gradient) = ((float[])[.. values], Enumerable.Repeat(float.NaN, values.Length).ToArray());
        Gather(network, examples);
        fixed (float* parameters = after, into = gradient)
        {
            var outputs = Rows(network.Forward(parameters, examples.Length), network.Outputs, examples.Length);
            ToPanels(slopes, network.OutputGradient);
            network.Backward(parameters, into, add: false, examples.Length);
            return (outputs, gradient, after);
        }
    }

    /// <summary>The gradient of the mean cross-entropy.</summary>
    public static float[] Gradient(Architecture net, float[] values, float[][] examples, int[] labels)
    {
        using var network = new CpuNetwork(net, examples[0].Length, examples.Length, training: true);
        var gradient = new float[values.Length];
        Gather(network, examples);
        fixed (float* parameters = values, into = gradient)
        {
            var outputs = network.Forward(parameters, examples.Length);
            SoftmaxCrossEntropy.Gradient(outputs, network.Outputs, labels, network.OutputGradient);
            network.Backward(parameters, into, add: false, examples.Length);
        }

        return gradient;
    }

    /// <summary>Examples from their panels, [example][feature].</summary>
    public static float[][] Rows(float* panels, int features, int batch)
    {
        var flat = new float[features * batch];
        fixed (float* to = flat)
        {
            Panels.ToRows(panels, features, batch, to);
        }

        return [.. flat.Chunk(features)];
    }

    private static void Gather(CpuNetwork network, float[][] examples) =>
        network.Gather([.. examples.SelectMany(e => e)], [.. Enumerable.Range(0, examples.Length)]);

    private static void ToPanels(float[][] rows, float* panels)
    {
        fixed (float* flat = (float[])[.. rows.SelectMany(row => row)])
        {
            Panels.FromRows(flat, rows[0].Length, [.. Enumerable.Range(0, rows.Length)], panels);
        }
    }
}
