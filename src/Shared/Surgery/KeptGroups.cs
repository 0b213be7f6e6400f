using System.Collections.Immutable;
using Pruning.Shared.Populations;

namespace Pruning.Shared.Surgery;

/// <summary>
/// The units and filters that one net keeps. Choices that would empty a layer or name a missing one are rejected.
/// </summary>
public sealed class KeptGroups
{
    private readonly DependencyTrace trace;
    private readonly ImmutableArray<(GroupedLayer Layer, ImmutableArray<int> Kept)> layers;
    private readonly Dictionary<FeatureGroups, ImmutableArray<int>> byGroups;

    /// <summary>
    /// Keeps only these groups of the named layers, in any order, and all groups of others. One name stands for all
    /// layers whose outputs are added.
    /// </summary>
    /// <param name="kept">Indices by the layer's name.</param>
    /// <exception cref="ArgumentException">
    /// A layer is unknown or its outputs cannot be removed; an index is out of range or repeated; a layer would be left
    /// empty; two layers whose outputs are added would keep different groups.
    /// </exception>
    public KeptGroups(Architecture architecture, IReadOnlyDictionary<string, IReadOnlyList<int>> kept)
    {
        Architecture = architecture;
        trace = new(architecture);
        var removable = GroupedLayer.In(trace);
        foreach (var name in kept.Keys.Where(name => !removable.Any(layer => layer.Names.Contains(name))))
        {
            throw new ArgumentException(WhyNot(removable, name), nameof(kept));
        }

        layers = [.. removable.Select(layer => (layer, Chosen(layer, kept)))];
        byGroups = layers.ToDictionary(l => l.Layer.Groups, l => l.Kept);
    }

    /// <summary>The whole net.</summary>
    public Architecture Architecture { get; }

    /// <summary>The layers with removable groups, in order, and the groups that each keeps, ascending.</summary>
    public IReadOnlyList<(GroupedLayer Layer, ImmutableArray<int> Kept)> Layers => layers;

    /// <summary>Keeps all groups.</summary>
    public static KeptGroups All(Architecture architecture) =>
        new(architecture, new Dictionary<string, IReadOnlyList<int>>());

    /// <summary>
    /// Keeps the groups that a mask leaves: every unit or filter with at least one incoming weight left, in any of
    /// several layers whose outputs are added. A bias, scale or shift alone keeps none. The net's outputs always stay.
    /// </summary>
    /// <param name="mask">P zeros and ones.</param>
    /// <exception cref="ArgumentException">The mask's length is not P, or it leaves a layer empty.</exception>
    public static KeptGroups Under(Architecture architecture, float[] mask)
    {
        CheckLength(architecture, mask);
        var kept = GroupedLayer.Of(architecture).ToDictionary(
            layer => layer.Name,
            layer => (IReadOnlyList<int>)[.. Enumerable.Range(0, layer.Count)
                .Where(group => layer.IncomingWeights(group).Any(column => mask[column] != 0))]);
        return new(architecture, kept);
    }

    /// <summary>
    /// Keeps every unit or filter that has a nonzero incoming weight, bias, scale or shift, and the first of a layer
    /// that has none, since no layer may be empty.
    /// </summary>
    /// <param name="values">P parameters.</param>
    /// <exception cref="ArgumentException">The number of values is not P.</exception>
    public static KeptGroups Live(Architecture architecture, float[] values)
    {
        CheckLength(architecture, values);
        return new(architecture, GroupedLayer.Of(architecture).ToDictionary(layer => layer.Name, Alive));

        IReadOnlyList<int> Alive(GroupedLayer layer) =>
            [.. Enumerable.Range(0, layer.Count).Where(group => !layer.IsDead(group, values)).DefaultIfEmpty(0)];
    }

    /// <summary>
    /// Removes further groups of a layer, and those tied to them; indices are those of the whole net.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The layer is unknown or its outputs cannot be removed; a group is not kept, or repeated; the layer would be left
    /// empty.
    /// </exception>
    public KeptGroups Without(string layer, params IReadOnlyList<int> groups)
    {
        var kept = layers.ToDictionary(
            l => l.Layer.Names.Contains(layer) ? layer : l.Layer.Name, l => (IReadOnlyList<int>)l.Kept);
        var left = Of(layer).ToList();
        foreach (var group in groups)
        {
            if (!left.Remove(group))
            {
                throw new ArgumentException(
                    $"{layer}: group {group} is not kept; expected one of {string.Join(", ", left)}.",
                    nameof(groups));
            }
        }

        kept[layer] = left;
        return new(Architecture, kept);
    }

    /// <summary>Lists the groups that a layer keeps, ascending.</summary>
    /// <exception cref="ArgumentException">The layer is unknown or its outputs cannot be removed.</exception>
    public IReadOnlyList<int> Of(string layer) =>
        layers.Where(l => l.Layer.Names.Contains(layer)).Select(l => (IReadOnlyList<int>)l.Kept).SingleOrDefault()
        ?? throw new ArgumentException(WhyNot([.. layers.Select(l => l.Layer)], layer), nameof(layer));

    /// <summary>
    /// Gets the mask, P zeros and ones: zero for every parameter of a removed group and every weight that reads it. The
    /// number of ones is the smaller net's number of parameters.
    /// </summary>
    public float[] Mask()
    {
        var mask = new float[Architecture.ParameterCount];
        Array.Fill(mask, 1);
        foreach (var (layer, kept) in layers)
        {
            foreach (var column in Enumerable.Range(0, layer.Count).Except(kept)
                .SelectMany(group => layer.Incoming(group).Concat(layer.Outgoing(group))))
            {
                mask[column] = 0;
            }
        }

        return mask;
    }

    /// <summary>Creates the smaller net.</summary>
    public Architecture Smaller()
    {
        var leaf = 0;
        return new([.. Architecture.Steps.Select(step => step.Layer.Rebuilt(Cut))]);

        Layer Cut(Layer layer)
        {
            var (taken, given) = trace.Leaves[leaf++];
            var (groups, kept) = Groups(taken);
            return layer.WithFewerGroups(groups, kept.Length, Groups(given).Kept.Length);
        }
    }

    /// <summary>Lists the kept groups by layer: <c>conv1 0 2 5, conv2 1</c>.</summary>
    public override string ToString() =>
        string.Join(", ", layers.Select(l => $"{l.Layer.Name} {string.Join(' ', l.Kept)}"));

    internal static void CheckLength(Architecture architecture, float[] values)
    {
        if (values.Length != architecture.ParameterCount)
        {
            throw new ArgumentException($"Expected {architecture.ParameterCount} values, one per parameter; got "
                + $"{values.Length}.", nameof(values));
        }
    }

    /// <summary>
    /// Gets the number of groups, and those kept, of a parameter tensor's rows and of a weight's columns.
    /// </summary>
    internal ((int Count, ImmutableArray<int> Kept) Rows, (int Count, ImmutableArray<int> Kept) Columns) Axes(
        ParameterRange range)
    {
        var (rows, columns) = trace.Axes(range);
        return (Groups(rows), Groups(columns));
    }

    /// <summary>Gets the number of groups and those kept; features that cannot be removed count as one group.</summary>
    private (int Count, ImmutableArray<int> Kept) Groups(FeatureGroups? groups)
    {
        if (groups is null)
        {
            return (1, [0]);
        }

        return (groups.Count, byGroups.TryGetValue(groups.Root, out var kept) ? kept : All(groups.Count));
    }

    private static ImmutableArray<int> All(int groups) => [.. Enumerable.Range(0, groups)];

    /// <summary>Gets the groups to keep of a layer, by any of its names.</summary>
    private static ImmutableArray<int> Chosen(GroupedLayer layer, IReadOnlyDictionary<string, IReadOnlyList<int>> kept)
    {
        (string Name, ImmutableArray<int> Kept)[] named =
            [.. layer.Names.Where(kept.ContainsKey).Select(name => (name, Checked(layer, name, kept[name])))];
        foreach (var (name, other) in named.Where(n => !n.Kept.SequenceEqual(named[0].Kept)))
        {
            throw new ArgumentException(
                $"Expected {named[0].Name} and {name}, whose outputs are added, to keep the same groups; "
                + $"got {string.Join(' ', named[0].Kept)} and {string.Join(' ', other)}.",
                nameof(kept));
        }

        return named is [var first, ..] ? first.Kept : All(layer.Count);
    }

    private static ImmutableArray<int> Checked(GroupedLayer layer, string name, IReadOnlyList<int> kept)
    {
        if (kept.Count == 0)
        {
            throw new ArgumentException(
                $"{name} would be empty: keep at least one of its {layer.Count} groups, "
                + "or do not prune the layer.",
                nameof(kept));
        }

        ImmutableArray<int> sorted = [.. kept.Order()];
        if (sorted[0] < 0 || sorted[^1] >= layer.Count)
        {
            throw new ArgumentException(
                $"{name}: expected groups 0 to {layer.Count - 1}; got {(sorted[0] < 0 ? sorted[0] : sorted[^1])}.",
                nameof(kept));
        }

        return sorted.Distinct().Count() == sorted.Length
            ? sorted
            : throw new ArgumentException(
                $"{name}: group {sorted.GroupBy(group => group).First(same => same.Count() > 1).Key} is listed twice.",
                nameof(kept));
    }

    private string WhyNot(IReadOnlyList<GroupedLayer> removable, string layer)
    {
        var choice = removable.Count == 0
            ? "this net has no prunable layer"
            : $"the prunable layers are {string.Join(", ", removable.SelectMany(l => l.Names))}";
        ParameterRange[] own = [.. Architecture.Parameters.Where(range => range.Layer == layer)];
        if (own.Length == 0)
        {
            return $"There is no layer called {layer}; {choice}.";
        }

        if (own.All(range => range.Role != ParameterRole.Weight))
        {
            return $"{layer} has no weight and is pruned with its inputs; {choice}.";
        }

        return Architecture.Of(ParameterRole.Weight)[^1].Layer == layer
            ? $"The outputs of {layer} are the net's and cannot be removed; {choice}."
            : $"The outputs of {layer} {trace.Axes(own[0]).Rows?.WhyFixed}; {choice}.";
    }
}
