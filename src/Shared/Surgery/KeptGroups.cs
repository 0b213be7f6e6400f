using System.Collections.Immutable;
using Pruning.Shared.Populations;

namespace Pruning.Shared.Surgery;

/// <summary>
/// Which units and filters one net keeps. Wherever a choice would leave a layer empty, or names what is not there, it
/// is refused before any work.
/// </summary>
public sealed class KeptGroups
{
    private readonly DependencyTrace trace;
    private readonly ImmutableArray<(GroupedLayer Layer, ImmutableArray<int> Kept)> layers;
    private readonly Dictionary<FeatureGroups, ImmutableArray<int>> byGroups;

    /// <summary>
    /// Keeps of the layers named only these groups, in any order; of all others every one. One name stands for all
    /// layers whose outputs are added to that one's.
    /// </summary>
    /// <param name="kept">Indices by the layer's name.</param>
    /// <exception cref="ArgumentException">
    /// A layer is unknown or its outputs cannot go; an index is out of range or given twice; a layer would be left
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

    /// <summary>The net that the groups are of.</summary>
    public Architecture Architecture { get; }

    /// <summary>The layers whose groups may go, in order, and what each keeps, ascending.</summary>
    public IReadOnlyList<(GroupedLayer Layer, ImmutableArray<int> Kept)> Layers => layers;

    /// <summary>Keeps everything.</summary>
    public static KeptGroups All(Architecture architecture) =>
        new(architecture, new Dictionary<string, IReadOnlyList<int>>());

    /// <summary>
    /// Keeps what a mask leaves: every unit or filter of which at least one incoming weight is left, be it of one of
    /// several layers whose outputs are added. A bias alone keeps none, nor does a scale or shift. The net's outputs
    /// stay whatever the mask says of them.
    /// </summary>
    /// <param name="mask">P zeros and ones.</param>
    /// <exception cref="ArgumentException">The mask has another length than P, or leaves a layer empty.</exception>
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
    /// Keeps what gives anything as the values stand: every unit or filter that has an incoming weight, a bias, a scale
    /// or a shift other than zero, and of a layer that has none of these the first, since no layer may be empty.
    /// </summary>
    /// <param name="values">P parameters.</param>
    /// <exception cref="ArgumentException">There are not P values.</exception>
    public static KeptGroups Live(Architecture architecture, float[] values)
    {
        CheckLength(architecture, values);
        return new(architecture, GroupedLayer.Of(architecture).ToDictionary(layer => layer.Name, Alive));

        IReadOnlyList<int> Alive(GroupedLayer layer) =>
            [.. Enumerable.Range(0, layer.Count).Where(group => !layer.IsDead(group, values)).DefaultIfEmpty(0)];
    }

    /// <summary>
    /// Takes these groups of a layer too, and what they are tied to; indices are those of the whole net.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The layer is unknown or its outputs cannot go; a group is not kept, or given twice; the layer would be left
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
                throw new ArgumentException($"{layer} has no {group} to lose; it keeps {string.Join(", ", left)}.",
                    nameof(groups));
            }
        }

        kept[layer] = left;
        return new(Architecture, kept);
    }

    /// <summary>Lists the groups that a layer keeps, ascending.</summary>
    /// <exception cref="ArgumentException">The layer is unknown or its outputs cannot go.</exception>
    public IReadOnlyList<int> Of(string layer) =>
        layers.Where(l => l.Layer.Names.Contains(layer)).Select(l => (IReadOnlyList<int>)l.Kept).SingleOrDefault()
        ?? throw new ArgumentException(WhyNot([.. layers.Select(l => l.Layer)], layer), nameof(layer));

    /// <summary>
    /// P zeros and ones: zero for every parameter of a group that is gone, and for what reads it. As many ones as the
    /// smaller net has parameters.
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

    /// <summary>Makes the net that is left.</summary>
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

    /// <summary>Layer by layer what is kept: <c>conv1 0 2 5, conv2 1</c>.</summary>
    public override string ToString() =>
        string.Join(", ", layers.Select(l => $"{l.Layer.Name} {string.Join(' ', l.Kept)}"));

    internal static void CheckLength(Architecture architecture, float[] values)
    {
        if (values.Length != architecture.ParameterCount)
        {
            throw new ArgumentException($"The net has {architecture.ParameterCount} parameters, but there are "
                + $"{values.Length} values.", nameof(values));
        }
    }

    /// <summary>
    /// The groups that the rows of a parameter's tensor make and those that a weight's columns read: how many, and
    /// which stay.
    /// </summary>
    internal ((int Count, ImmutableArray<int> Kept) Rows, (int Count, ImmutableArray<int> Kept) Columns) Axes(
        ParameterRange range)
    {
        var (rows, columns) = trace.Axes(range);
        return (Groups(rows), Groups(columns));
    }

    /// <summary>How many groups there are and which of them stay; features that all stay are one.</summary>
    private (int Count, ImmutableArray<int> Kept) Groups(FeatureGroups? groups)
    {
        if (groups is null)
        {
            return (1, [0]);
        }

        return (groups.Count, byGroups.TryGetValue(groups.Root, out var kept) ? kept : All(groups.Count));
    }

    private static ImmutableArray<int> All(int groups) => [.. Enumerable.Range(0, groups)];

    /// <summary>What of a layer is to stay, by whichever of its names.</summary>
    private static ImmutableArray<int> Chosen(GroupedLayer layer, IReadOnlyDictionary<string, IReadOnlyList<int>> kept)
    {
        (string Name, ImmutableArray<int> Kept)[] named =
            [.. layer.Names.Where(kept.ContainsKey).Select(name => (name, Checked(layer, name, kept[name])))];
        foreach (var (name, other) in named.Where(n => !n.Kept.SequenceEqual(named[0].Kept)))
        {
            throw new ArgumentException(
                $"The outputs of {named[0].Name} and {name} are added, so both keep the same; "
                + $"{named[0].Name} is to keep {string.Join(' ', named[0].Kept)}, {name} {string.Join(' ', other)}.",
                nameof(kept));
        }

        return named is [var first, ..] ? first.Kept : All(layer.Count);
    }

    private static ImmutableArray<int> Checked(GroupedLayer layer, string name, IReadOnlyList<int> kept)
    {
        if (kept.Count == 0)
        {
            throw new ArgumentException(
                $"Nothing would be left of {name}, and so of the net: keep at least one of its {layer.Count}, "
                + "or spare the layer.",
                nameof(kept));
        }

        ImmutableArray<int> sorted = [.. kept.Order()];
        if (sorted[0] < 0 || sorted[^1] >= layer.Count)
        {
            throw new ArgumentException(
                $"{name} has 0 to {layer.Count - 1}, not {(sorted[0] < 0 ? sorted[0] : sorted[^1])}.", nameof(kept));
        }

        return sorted.Distinct().Count() == sorted.Length
            ? sorted
            : throw new ArgumentException(
                $"{name} is to keep {sorted.GroupBy(group => group).First(same => same.Count() > 1).Key} twice.",
                nameof(kept));
    }

    private string WhyNot(IReadOnlyList<GroupedLayer> removable, string layer)
    {
        var choice = removable.Count == 0
            ? "this net has no layer that can lose any"
            : $"those that can lose some are {string.Join(", ", removable.SelectMany(l => l.Names))}";
        ParameterRange[] own = [.. Architecture.Parameters.Where(range => range.Layer == layer)];
        if (own.Length == 0)
        {
            return $"There is no layer called {layer}; {choice}.";
        }

        if (own.All(range => range.Role != ParameterRole.Weight))
        {
            return $"{layer} makes no outputs of its own, and goes with those that it is given; {choice}.";
        }

        return Architecture.Of(ParameterRole.Weight)[^1].Layer == layer
            ? $"The outputs of {layer} are the net's and all stay; {choice}."
            : $"The outputs of {layer} {trace.Axes(own[0]).Rows?.WhyFixed}; {choice}.";
    }
}
