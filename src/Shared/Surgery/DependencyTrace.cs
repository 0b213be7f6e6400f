using Pruning.Shared.Populations;

namespace Pruning.Shared.Surgery;

/// <summary>
/// Which features of a net depend on each other: what makes a group of them, what hands it on, what reads it, and what
/// ties it to others (Fang, Ma, Song, Mi and Wang 2023, DepGraph, treat general graphs; here nets are sequences with
/// residual blocks).
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
        Sequence(net.Steps.Select(s => s.Layer), null)?.Fix("are the net's and all stay");
    }

    /// <summary>The groups that may go, in the order of the first layers that make them.</summary>
    public IEnumerable<FeatureGroups> Removable => leaves
        .Select(leaf => leaf.Out?.Root)
        .OfType<FeatureGroups>()
        .Distinct()
        .Where(groups => groups.WhyFixed is null);

    /// <summary>What each layer that is not made of others takes and gives, in the order of the columns.</summary>
    public IReadOnlyList<(FeatureGroups? In, FeatureGroups? Out)> Leaves => leaves;

    /// <summary>
    /// The groups that the first dimension of a parameter's tensor is made of, and those of a weight's second; null: it
    /// all stays.
    /// </summary>
    public (FeatureGroups? Rows, FeatureGroups? Columns) Axes(ParameterRange range) => axes[range.Name];

    /// <summary>Follows groups through layers one after another.</summary>
    public FeatureGroups? Sequence(IEnumerable<Layer> layers, FeatureGroups? input)
    {
        foreach (var layer in layers)
        {
            input = layer.Follow(this, input);
        }

        return input;
    }

    /// <summary>
    /// Follows groups through a layer that is not made of others: one with a weight reads them and makes its own, any
    /// other hands them on.
    /// </summary>
    public FeatureGroups? Leaf(Layer layer, FeatureGroups? input)
    {
        var parameters = net.Parameters.Slice(next, layer.Parameters(0).Length);
        next += parameters.Length;
        if (input is not null && !layer.CanLoseGroups(input.Count))
        {
            input.Fix("cannot be told apart by the layer that reads them");
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
    /// Ties the groups of two activations that are added: they go together, and stay where there is nothing to tie
    /// one's to.
    /// </summary>
    public static FeatureGroups? Tie(FeatureGroups? first, FeatureGroups? second)
    {
        if (first is null || second is null || first.Count != second.Count)
        {
            const string Why = "are added to features that all stay";
            first?.Fix(Why);
            second?.Fix(Why);
            return null;
        }

        first.Merge(second);
        return first;
    }
}
