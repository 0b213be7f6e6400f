using Pruning.Shared.Kernels;
using Pruning.Shared.Populations;
using Pruning.Shared.Training;

namespace Pruning.Shared.Pruning;

/// <summary>
/// What criteria estimate: the change of the mean loss when a map is removed, measured (Molchanov, Tyree, Karras, Aila
/// and Kautz 2017, arXiv 1611.06440, section 2.2). A removed map is 0 wherever it is read, as if its
/// weights and bias were 0, and scale and shift of a normalisation behind them.
/// </summary>
/// <remarks>
/// Each map is removed from the activations that enter the next layer, which are computed once, so a map costs the rest
/// of the net only. On the processor, in evaluation mode; losses are those of <see cref="Evaluation"/> with the map's
/// parameters set to 0, to the bit, for finite inputs and parameters. Idle cores help. No more than one block's
/// activations are held.
/// </remarks>
public static unsafe class Oracle
{
    /// <summary>Removes every map in turn.</summary>
    /// <param name="values">P parameters.</param>
    /// <param name="list">The examples that the loss is averaged over, at least one.</param>
    /// <returns>
    /// For every weight of the net, in the order of its columns, each unit's mean loss without it less that with it, in
    /// nats; null for a layer without maps, as in <see cref="ScoringContext.MapActivity"/>.
    /// </returns>
    /// <exception cref="ArgumentException">There is no example.</exception>
    public static IReadOnlyList<double[]?> Of(
        Architecture architecture,
        float[] values,
        Examples examples,
        IReadOnlyList<int> list,
        CancellationToken cancel = default) => OfScaling(0, architecture, values, examples, list, cancel);

    /// <summary>Multiplies every map in turn by the same number.</summary>
    /// <param name="by">The number; 0 removes the map.</param>
    /// <param name="values">P parameters.</param>
    /// <param name="list">The examples that the loss is averaged over, at least one.</param>
    /// <returns>As <see cref="Of"/>: the mean loss with the map scaled less that with it as it is.</returns>
    /// <exception cref="ArgumentException">There is no example.</exception>
    public static IReadOnlyList<double[]?> OfScaling(
        float by,
        Architecture architecture,
        float[] values,
        Examples examples,
        IReadOnlyList<int> list,
        CancellationToken cancel = default)
    {
        var layers = MapLayer.Of(architecture);
        var singles = layers.OfType<MapLayer>().ToDictionary(
            layer => layer, layer => Enumerable.Range(0, layer.Units).Select(unit => new[] { unit }).ToArray());
        var changes = Changes(by, architecture, values, examples, [.. list], singles, cancel);
        return [.. layers.Select(layer => layer is null ? null : changes[layer])];
    }

    /// <summary>Removes all pairs of maps of one layer.</summary>
    /// <param name="layer">The layer's name.</param>
    /// <param name="values">P parameters.</param>
    /// <param name="list">The examples that the loss is averaged over, at least one.</param>
    /// <returns>
    /// K rows of K: the mean loss without both maps less that with them, in nats, symmetric; on the diagonal without
    /// the one map, as in <see cref="Of"/>.
    /// </returns>
    /// <exception cref="ArgumentException">There is no example, or the layer is unknown or has no maps.</exception>
    public static double[][] PairsOf(
        string layer,
        Architecture architecture,
        float[] values,
        Examples examples,
        IReadOnlyList<int> list,
        CancellationToken cancel = default)
    {
        MapLayer[] layers = [.. MapLayer.Of(architecture).OfType<MapLayer>()];
        var own = layers.FirstOrDefault(l => l.Name == layer) ?? throw new ArgumentException(
            $"There is no layer of maps called {layer}; those that there are: "
            + $"{string.Join(", ", layers.Select(l => l.Name).DefaultIfEmpty("none"))}.",
            nameof(layer));
        int[][] removals = [.. from first in Enumerable.Range(0, own.Units)
                               from second in Enumerable.Range(first, own.Units - first)
                               select first == second ? new[] { first } : [first, second]];
        var changes = Changes(0, architecture, values, examples, [.. list], new() { [own] = removals }, cancel)[own];
        var pairs = Enumerable.Range(0, own.Units).Select(_ => new double[own.Units]).ToArray();
        foreach (var (units, change) in removals.Zip(changes))
        {
            pairs[units[0]][units[^1]] = pairs[units[^1]][units[0]] = change;
        }

        return pairs;
    }

    private static Dictionary<MapLayer, double[]> Changes(
        float by,
        Architecture net,
        float[] values,
        Examples examples,
        int[] list,
        Dictionary<MapLayer, int[][]> removals,
        CancellationToken cancel)
    {
        if (list.Length == 0)
        {
            throw new ArgumentException("Expected at least one example; got none.", nameof(list));
        }

        var sums = removals.ToDictionary(r => r.Key, r => new double[r.Value.Length]);
        var whole = 0.0;
        var blocks = Evaluation.Blocks(net, list.Length).ToArray();
        using var network = new CpuNetwork(net, examples.Features, blocks[0].Length);
        var most = removals.Keys.Select(layer => network.FeaturesAt(layer.Reader)).DefaultIfEmpty().Max();
        using var entering = new AlignedBuffer(Panels.Length(most, blocks[0].Length));
        fixed (float* parameters = values)
        {
            foreach (var (start, length) in blocks)
            {
                int[] labels = [.. list.Skip(start).Take(length).Select(e => examples.Labels[e])];
                network.Gather(examples.Inputs, list.AsSpan(start, length));
                var rest = new Rest(network, parameters, labels);
                Add(rest.Losses(network.Input, 0), ref whole);
                var from = network.Input;
                var next = 0;
                foreach (var (layer, units) in removals.OrderBy(r => r.Key.Reader))
                {
                    var panels = network.Forward(parameters, from, next..layer.Reader, length);
                    var count = Panels.Length(network.FeaturesAt(layer.Reader), length);
                    new Span<float>(panels, checked((int)count)).CopyTo(entering.Span);
                    from = entering.Data;
                    next = layer.Reader;
                    for (var i = 0; i < units.Length; i++)
                    {
                        cancel.ThrowIfCancellationRequested();
                        Add(rest.Scaled(by, units[i], layer, entering.Data), ref sums[layer][i]);
                    }
                }
            }
        }

        return sums.ToDictionary(
            s => s.Key, s => Array.ConvertAll(s.Value, sum => (sum / list.Length) - (whole / list.Length)));
    }

    /// <summary>Adds losses one by one, as a mean over all examples does.</summary>
    private static void Add(float[] losses, ref double sum)
    {
        foreach (var loss in losses)
        {
            sum += loss;
        }
    }

    /// <summary>Evaluates the rest of the net on one block of examples.</summary>
    private sealed class Rest(CpuNetwork network, float* parameters, int[] labels)
    {
        private readonly float[] losses = new float[labels.Length];
        private readonly int[] predicted = new int[labels.Length];

        /// <summary>Computes each example's loss from what enters a layer; valid until the next call.</summary>
        public float[] Losses(float* entering, int layer)
        {
            var outputs = network.Forward(parameters, entering, layer.., labels.Length);
            SoftmaxCrossEntropy.Losses(outputs, network.Outputs, labels, losses, predicted);
            return losses;
        }

        /// <summary>Computes the same with some maps scaled; what enters is restored.</summary>
        public float[] Scaled(float by, int[] units, MapLayer layer, float* entering)
        {
            var kept = Array.ConvertAll(units, unit => Scale(entering, layer, unit, by));
            var found = Losses(entering, layer.Reader);
            foreach (var (unit, map) in units.Zip(kept))
            {
                PutBack(entering, layer, unit, map);
            }

            return found;
        }

        private float[] Scale(float* entering, MapLayer layer, int unit, float by)
        {
            var size = Size(layer);
            var map = new float[size * Panels.Count(labels.Length)];
            for (var panel = 0; panel < Panels.Count(labels.Length); panel++)
            {
                var own = At(entering, layer, unit, panel);
                own.CopyTo(map.AsSpan(panel * size, size));
                foreach (ref var value in own)
                {
                    value *= by;
                }
            }

            return map;
        }

        private void PutBack(float* entering, MapLayer layer, int unit, float[] map)
        {
            var size = Size(layer);
            for (var panel = 0; panel < Panels.Count(labels.Length); panel++)
            {
                map.AsSpan(panel * size, size).CopyTo(At(entering, layer, unit, panel));
            }
        }

        private Span<float> At(float* entering, MapLayer layer, int unit, int panel) =>
            new(entering + ((((long)panel * layer.Units) + unit) * Size(layer)), Size(layer));

        private int Size(MapLayer layer) => network.FeaturesAt(layer.Reader) / layer.Units * Panels.Width;
    }
}
