using Pruning.Shared.Populations;

namespace Pruning.Shared.Surgery;

/// <summary>
/// Finds which features of a net depend on each other: the layers that produce, pass on and read a group of features,
/// and additions that tie groups (Fang, Ma, Song, Mi and Wang 2023, DepGraph, treat general graphs; here nets are
/// sequences with residual blocks).
/// </summary>
internal sealed class DependencyTrace
{
    private readonly Architecture net;
    private readonly List<(FeatureGroups? In, FeatureGroups? Out)> leaves = [];
    private readonly Dictionary<string, (FeatureGroups? Rows, FeatureGroups? Columns)> axes = [];
    private int next;

    public DependencyTrace(Architecture net)
    {
        this.net = net;
        Sequence(net.Steps.Select(s => s.Layer), null)?.Fix("are the net's and cannot be removed");
    }

    /// <summary>The removable groups, in the order of the first layers that produce them.</summary>
    public IEnumerable<FeatureGroups> Removable => leaves
        .Select(leaf => leaf.Out?.Root)
        .OfType<FeatureGroups>()
        .Distinct()
        .Where(groups => groups.WhyFixed is null);

    /// <summary>The input and output groups of each layer that is not composite, in column order.</summary>
    public IReadOnlyList<(FeatureGroups? In, FeatureGroups? Out)> Leaves => leaves;

    /// <summary>
    /// Gets the groups of a parameter tensor's first dimension and of a weight's second; null: not removable.
    /// </summary>
    public (FeatureGroups? Rows, FeatureGroups? Columns) Axes(ParameterRange range) => axes[range.Name];

    /// <summary>Traces groups through layers in sequence.</summary>
    public FeatureGroups? Sequence(IEnumerable<Layer> layers, FeatureGroups? input)
    {
        foreach (var layer in layers)
        {
            input = layer.Follow(this, input);
        }

        return input;
    }

    /// <summary>
    /// Traces groups through a layer that is not composite: one with a weight reads them and produces its own, any
    /// other passes them on.
    /// </summary>
    public FeatureGroups? Leaf(Layer layer, FeatureGroups? input)
    {
        var parameters = net.Parameters.Slice(next, layer.Parameters(0).Length);
        next += parameters.Length;
        if (input is not null && !layer.CanLoseGroups(input.Count))
        {
            input.Fix("cannot be separated by the layer that reads them");
            input = null;
        }

        var output = input;
        if (parameters.FirstOrDefault(range => range.Role == ParameterRole.Weight) is { } weight)
        {
            input?.AddReader(weight);
            output = new((int)weight.Shape[0]);
            output.AddProducers(parameters);
        }
        else
        {
            input?.AddFollowers(parameters);
        }

        foreach (var range in parameters)
        {
            axes.Add(range.Name, (output, range.Role == ParameterRole.Weight ? input : null));
        }

        leaves.Add((input, output));
        return output;
    }

    /// <summary>
    /// Ties the groups of two added activations: they are removed together, or not at all where only one side has
    /// groups.
    /// </summary>
    public static FeatureGroups? Tie(FeatureGroups? first, FeatureGroups? second)
    {
        if (first is null || second is null || first.Count != second.Count)
        {
            const string Why = "are added to features that cannot be removed";
            first?.Fix(Why);
            second?.Fix(Why);
            return null;
        }

        first.Merge(second);
        return first;
    }
}
