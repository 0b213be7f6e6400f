using System.Collections.Immutable;
using Pruning.Shared.Populations;

namespace Pruning.Shared.Surgery;

/// <summary>
/// A layer whose outputs, units or filters, can be taken out one by one. One output is a group of columns of a population's matrix: its
/// incoming weights, its bias, and what the next layer with parameters reads from it. Li et al. 2017, section 3.1, for filters; units alike.
/// </summary>
public sealed class GroupedLayer
{
    private readonly ImmutableArray<ParameterRange> own;
    private readonly ParameterRange reader;

    private GroupedLayer(ImmutableArray<ParameterRange> own, ParameterRange reader)
    {
        this.own = own;
        this.reader = reader;
        Name = own[0].Layer;
        Count = CountOf(own);
    }

    /// <summary>The layer's name.</summary>
    public string Name { get; }

    /// <summary>Number of groups: the layer's units or filters.</summary>
    public int Count { get; }

    /// <summary>
    /// The layers of a net whose outputs may go, in order. Not among them are the last one with parameters, whose outputs are the net's, and
    /// one whose outputs the next layer mixes before a weight tells them apart.
    /// </summary>
    public static IReadOnlyList<GroupedLayer> Of(Architecture architecture)
    {
        var layers = new List<GroupedLayer>();
        ImmutableArray<ParameterRange>? unread = null;
        foreach (var (layer, first, count) in architecture.Steps)
        {
            if (unread is { } given && !layer.Separates(CountOf(given)))
            {
                unread = null;
            }

            if (count > 0)
            {
                var parameters = architecture.Parameters.Slice(first, count);
                if (unread is { } before)
                {
                    layers.Add(new(before, WeightOf(parameters)));
                }

                unread = parameters;
            }
        }

        return layers;
    }

    /// <summary>Columns of the weights that come into a group.</summary>
    public IEnumerable<int> IncomingWeights(int group) => Slice(WeightOf(own), group);

    /// <summary>Columns of the group's own parameters: the weights that come into it, and its bias.</summary>
    public IEnumerable<int> Incoming(int group) => own.SelectMany(range => Slice(range, group));

    /// <summary>Columns of the weights with which the next layer reads the group: its kernels over the filter's map, or the columns of every position of it.</summary>
    public IEnumerable<int> Outgoing(int group)
    {
        var outputs = (int)reader.Shape[0];
        var row = reader.Count / outputs;
        var block = row / Count;
        return Enumerable.Range(0, outputs).SelectMany(o => Enumerable.Range(reader.Offset + (o * row) + (group * block), block));
    }

    /// <summary>Whether the weights that come into a group and its bias are all zero, so that it gives zero whatever it reads.</summary>
    /// <param name="values">P parameters.</param>
    internal bool IsDead(int group, ReadOnlySpan<float> values)
    {
        foreach (var range in own)
        {
            var size = range.Count / Count;
            if (values.Slice(range.Offset + (group * size), size).ContainsAnyExcept(0f))
            {
                return false;
            }
        }

        return true;
    }

    private IEnumerable<int> Slice(ParameterRange range, int group)
    {
        var size = range.Count / Count;
        return Enumerable.Range(range.Offset + (group * size), size);
    }

    private static int CountOf(ImmutableArray<ParameterRange> own) => (int)WeightOf(own).Shape[0];

    private static ParameterRange WeightOf(ImmutableArray<ParameterRange> own) => own.First(range => range.Role == ParameterRole.Weight);
}
