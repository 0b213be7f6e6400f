using System.Runtime.Intrinsics;
using Pruning.Shared.Populations;
using Pruning.Shared.Training;

namespace Pruning.Shared.Pruning.Curvature;

/// <summary>
/// The gradient g of the mean training loss, and the product H·v of its Hessian with a direction v, exact but for
/// rounding (<see cref="Dual"/>), in double precision and with the same bits on every processor.
/// </summary>
/// <remarks>
/// Examples are taken eight at a time, in the list's order; the eight are summed as in <see cref="Dual.Sum"/>, and each
/// eight is added to those before. Where the loss has no second derivative, at a kink of ReLU or where values of a
/// pooling window tie, the derivatives are those of the piece that the kernels' gradients choose.
/// </remarks>
internal static class HessianProduct
{
    /// <summary>Computes g and H·v.</summary>
    /// <param name="values">P parameters.</param>
    /// <param name="direction">v, P values; zeros where g alone is wanted.</param>
    /// <param name="list">The examples that the mean is over, at least one.</param>
    /// <param name="temperature">Divides the net's outputs before the softmax.</param>
    /// <returns>g and H·v, P values each.</returns>
    /// <exception cref="ArgumentException">
    /// The net has a layer of another kind than those that <see cref="DualLayer"/> knows, or expects other examples.
    /// </exception>
    public static (double[] Gradient, double[] Product) Along(
        Architecture net, float[] values, double[] direction, Examples examples, int[] list, double temperature = 1)
    {
        var parameters = new DualParameters(values, direction);
        var layers = Layers(net, parameters, examples.Features);
        var input = new Dual[examples.Features];
        Dual[][] entering = [input, .. layers.Select(layer => layer.Output)];
        Dual[][] gradients = [.. entering.Select(e => new Dual[e.Length])];
        foreach (var eight in list.Chunk(Dual.Lanes))
        {
            Gather(examples, eight, input);
            for (var i = 0; i < layers.Length; i++)
            {
                layers[i].Forward(entering[i]);
            }

            int[] labels = [.. eight.Select(e => examples.Labels[e])];
            DualLoss.Gradient(entering[^1], labels, temperature, gradients[^1]);
            for (var i = layers.Length - 1; i >= 0; i--)
            {
                layers[i].Backward(entering[i], gradients[i + 1], i > 0 ? gradients[i] : null);
            }
        }

        return (Mean(parameters.Gradient), Mean(parameters.Product));

        double[] Mean(double[] sums) => Array.ConvertAll(sums, sum => sum / list.Length);
    }

    private static DualLayer[] Layers(Architecture net, DualParameters parameters, int features)
    {
        if (net.FeaturesIn is { } taken && taken != features)
        {
            throw new ArgumentException($"The net expected {taken} features; an example has {features}.", nameof(net));
        }

        var layers = new List<DualLayer>();
        foreach (var (layer, first, count) in net.Steps)
        {
            int[] columns = [.. net.Parameters.Slice(first, count).Select(range => range.Offset)];
            layers.Add(DualLayer.Of(layer, features, parameters, columns));
            features = layers[^1].Output.Length;
        }

        return [.. layers];
    }

    /// <summary>Puts at most eight examples side by side, with tangents of 0; lanes beyond them are 0.</summary>
    private static void Gather(Examples examples, int[] eight, Dual[] input)
    {
        Span<double> lanes = stackalloc double[Dual.Lanes];
        for (var i = 0; i < input.Length; i++)
        {
            for (var lane = 0; lane < eight.Length; lane++)
            {
                lanes[lane] = examples.Inputs[(eight[lane] * (long)input.Length) + i];
            }

            input[i] = new(Vector512.Create<double>(lanes), default);
        }
    }
}
