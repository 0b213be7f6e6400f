using Pruning.Shared.Populations;

namespace Pruning.Shared.Surgery;

/// <summary>
/// A layer whose outputs, units or filters, can be taken out one by one, or several layers whose outputs are added, so
/// that these go together. One output is a group of columns of a population's matrix: its incoming weights, its biases,
/// its entries of normalisations, and what the layers that read it read from it. Li et al. 2017, section 3.1, for
/// filters; units alike.
/// </summary>
public sealed class GroupedLayer
{
    internal GroupedLayer(FeatureGroups groups)
    {
        Groups = groups.Root;
        Names = [.. groups.Producers.Select(range => range.Layer).Distinct()];
    }

    /// <summary>The layer's name; of several the first one's.</summary>
    public string Name => Names[0];

    /// <summary>The names of all layers whose outputs go together, in the order of their columns.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Number of groups: the layer's units or filters.</summary>
    public int Count => Groups.Count;

    /// <summary>What the groups are made of.</summary>
    internal FeatureGroups Groups { get; }

    /// <summary>
    /// Finds the layers of a net whose outputs may go, in order. Not among them are those whose outputs are the net's,
    /// those whose outputs the next layer mixes before a weight tells them apart, and those whose outputs are added to
    /// any that must stay.
    /// </summary>
    public static IReadOnlyList<GroupedLayer> Of(Architecture architecture) => In(new(architecture));

    /// <summary>Columns of the weights that come into a group.</summary>
    public IEnumerable<int> IncomingWeights(int group) =>
        Groups.Producers.Where(range => range.Role == ParameterRole.Weight).SelectMany(range => Slice(range, group));

    /// <summary>
    /// Columns of the group's own parameters: the weights that come into it, its biases, and its entries of
    /// normalisations.
    /// </summary>
    public IEnumerable<int> Incoming(int group) =>
        Groups.Producers.Concat(Groups.Followers).SelectMany(range => Slice(range, group));

    /// <summary>
    /// Columns of the weights that read the group: their kernels over the filter's map, or the columns of every
    /// position of it.
    /// </summary>
    public IEnumerable<int> Outgoing(int group) => Groups.Readers.SelectMany(reader =>
    {
        var outputs = (int)reader.Shape[0];
        var row = reader.Count / outputs;
        var block = row / Count;
        var first = reader.Offset + (group * block);
        return Enumerable.Range(0, outputs).SelectMany(o => Enumerable.Range(first + (o * row), block));
    });

    internal static IReadOnlyList<GroupedLayer> In(DependencyTrace trace) =>
        [.. trace.Removable.Select(groups => new GroupedLayer(groups))];

    /// <summary>
    /// Says whether all that is trained of a group is zero, so that it gives zero whatever it reads and its batches
    /// were.
    /// </summary>
    /// <param name="values">P parameters.</param>
    internal bool IsDead(int group, ReadOnlySpan<float> values)
    {
        foreach (
            var range in Groups.Producers.Concat(Groups.Followers).Where(range => range.Role != ParameterRole.Buffer))
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
}
