using Pruning.Shared.Populations;

namespace Pruning.Shared.Surgery;

/// <summary>
/// A layer whose outputs (units or filters) can be removed one by one, or several layers whose outputs are added and
/// removed together. One output is a group of columns of a population's matrix: its incoming weights, biases and
/// normalisation entries, and the weights that read it (Li et al. 2017, section 3.1, for filters; likewise for units).
/// </summary>
public sealed class GroupedLayer
{
    internal GroupedLayer(FeatureGroups groups)
    {
        Groups = groups.Root;
        Names = [.. groups.Producers.Select(range => range.Layer).Distinct()];
    }

    /// <summary>The layer's name; of several, the first one's.</summary>
    public string Name => Names[0];

    /// <summary>The names of all layers whose outputs are removed together, in column order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Number of groups: the layer's units or filters.</summary>
    public int Count => Groups.Count;

    /// <summary>The dependent parameters of the groups.</summary>
    internal FeatureGroups Groups { get; }

    /// <summary>
    /// Finds the layers whose outputs can be removed, in order. Excluded are layers whose outputs are the net's, are
    /// mixed by the next layer before a weight reads them separately, or are added to features that cannot be removed.
    /// </summary>
    public static IReadOnlyList<GroupedLayer> Of(Architecture architecture) => In(new(architecture));

    /// <summary>Lists the columns of a group's incoming weights.</summary>
    public IEnumerable<int> IncomingWeights(int group) =>
        Groups.Producers.Where(range => range.Role == ParameterRole.Weight).SelectMany(range => Slice(range, group));

    /// <summary>
    /// Lists the columns of the group's own parameters: incoming weights, biases and normalisation entries.
    /// </summary>
    public IEnumerable<int> Incoming(int group) =>
        Groups.Producers.Concat(Groups.Followers).SelectMany(range => Slice(range, group));

    /// <summary>
    /// Lists the columns of the weights that read the group: their kernels over the filter's map, or one column per
    /// position.
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
    /// Gets whether all trained parameters of a group are zero, so that its output is zero for every input.
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
