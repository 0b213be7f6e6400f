using Pruning.Shared.Populations;
using Pruning.Shared.Tensors;
using Pruning.Tests.Properties.Populations;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Tests.Properties.Pruning;

/// <summary>
/// Activations and gradients of a net's maps by TorchSharp's automatic differentiation in double precision.
/// </summary>
/// <param name="Activations">[example][unit][element]; null for a layer without maps.</param>
/// <param name="Gradients">∂(the example's own loss)/∂activation, likewise.</param>
internal sealed record MapReference(double[][][] Activations, double[][][] Gradients)
{
    public int Units => Activations[0].Length;

    /// <summary>Computes them for every weight, example by example.</summary>
    /// <returns>By weight, null where there are no maps, and how close to its kink any ReLU comes.</returns>
    public static (MapReference?[] Layers, double NearestKink) Of(MapCase c)
    {
        _ = OperatorNet.Device;
        var layers = LayersOf(c.Net);
        var nearest = double.PositiveInfinity;
        var activations = c.Weights.Select(_ => new List<double[][]>()).ToArray();
        var gradients = c.Weights.Select(_ => new List<double[][]>()).ToArray();
        foreach (var example in c.List)
        {
            using var scope = NewDisposeScope();
            Tensor[] parameters = [.. c.Net.Parameters.Select(range =>
                Doubles(c.Values[range.Offset..(range.Offset + range.Count)], [1, .. range.Shape]))];
            var maps = new Tensor[c.Weights.Length];
            var x = Doubles(c.Input(example), 1, c.Data.Features, 1).requires_grad_(true);
            foreach (var (s, (layer, first, count)) in c.Net.Steps.Index())
            {
                nearest = layer is Relu ? Math.Min(nearest, x.abs().min().item<double>()) : nearest;
                x = layer.Forward(x, parameters.AsSpan(first, count));
                if (Array.IndexOf(layers, s) is >= 0 and var weight)
                {
                    x.retain_grad();
                    maps[weight] = x;
                }
            }

            var loss = nn.functional.cross_entropy(x.reshape(1, -1), tensor([(long)c.Data.Labels[example]]));
            loss.backward();
            foreach (var (w, range) in c.Weights.Index().Where(w => layers[w.Index] >= 0))
            {
                var units = (int)range.Shape[0];
                var a = HostArrays.ToArray<double>(maps[w]);
                activations[w].Add([.. a.Chunk(a.Length / units)]);
                gradients[w].Add([.. HostArrays.ToArray<double>(maps[w].grad!).Chunk(a.Length / units)]);
            }
        }

        return ([.. layers.Select((s, w) => s < 0 ? null : new MapReference([.. activations[w]], [.. gradients[w]]))],
            nearest);
    }

    /// <summary>A figure of every unit from its activations and gradients, [example][element].</summary>
    public double[] OfUnits(Func<double[][], double[][], double> figure) => [.. Enumerable.Range(0, Units)
        .Select(unit => figure([.. Activations.Select(e => e[unit])], [.. Gradients.Select(e => e[unit])]))];

    /// <summary>By weight the step that its maps leave; −1 where there are none.</summary>
    private static int[] LayersOf(Architecture net)
    {
        Layer[] layers = [.. net.Steps.Select(s => s.Layer)];
        var steps = new List<int>();

        // The last weight of these nets is never in a residual block.
        var last = Array.FindLastIndex(layers, layer => layer is Convolution or Linear);
        foreach (var (s, layer) in layers.Index())
        {
            var weights = layer.Parameters(0).Count(p => p.Role == ParameterRole.Weight);
            if (layer is Residual || s == last)
            {
                steps.AddRange(Enumerable.Repeat(-1, weights));
                continue;
            }

            if (weights == 1)
            {
                var after = layers[s + 1] is BatchNorm ? s + 1 : s;
                steps.Add(layers[after + 1] is Relu or Tanh ? after + 1 : after);
            }
        }

        return [.. steps];
    }

    private static Tensor Doubles(float[] values, params long[] shape) =>
        tensor(Array.ConvertAll(values, v => (double)v), shape, dtype: ScalarType.Float64);
}
