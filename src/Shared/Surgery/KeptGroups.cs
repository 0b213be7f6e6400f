using System.Collections.Immutable;
using Pruning.Shared.Populations;

namespace Pruning.Shared.Surgery;

/// <summary>Which units and filters one net keeps. Wherever a choice would leave a layer empty, or names what is not there, it is refused before any work.</summary>
public sealed class KeptGroups
{
    private readonly ImmutableArray<(GroupedLayer Layer, ImmutableArray<int> Kept)> layers;

    /// <summary>Of the layers named only these groups, in any order; of all others every one.</summary>
    /// <param name="kept">Indices by the layer's name.</param>
    /// <exception cref="ArgumentException">A layer is unknown or its outputs cannot go; an index is out of range or given twice; a layer would be left empty.</exception>
    public KeptGroups(Architecture architecture, IReadOnlyDictionary<string, IReadOnlyList<int>> kept)
    {
        Architecture = architecture;
        var removable = GroupedLayer.Of(architecture);
        foreach (var name in kept.Keys.Where(name => removable.All(layer => layer.Name != name)))
        {
            throw new ArgumentException(WhyNot(architecture, removable, name), nameof(kept));
        }

        layers = [.. removable.Select(layer => (layer, kept.TryGetValue(layer.Name, out var some) ? Checked(layer, some) : [.. Enumerable.Range(0, layer.Count)]))];
    }

    /// <summary>The net that the groups are of.</summary>
    public Architecture Architecture { get; }

    /// <summary>The layers whose groups may go, in order, and what each keeps, ascending.</summary>
    public IReadOnlyList<(GroupedLayer Layer, ImmutableArray<int> Kept)> Layers => layers;

    /// <summary>Everything.</summary>
    public static KeptGroups All(Architecture architecture) => new(architecture, new Dictionary<string, IReadOnlyList<int>>());

    /// <summary>
    /// What a mask leaves: every unit or filter of which at least one incoming weight is left. A bias alone keeps none. The net's outputs
    /// stay whatever the mask says of them.
    /// </summary>
    /// <param name="mask">P zeros and ones.</param>
    /// <exception cref="ArgumentException">The mask has another length than P, or leaves a layer empty.</exception>
    public static KeptGroups Under(Architecture architecture, float[] mask)
    {
        CheckLength(architecture, mask);
        var kept = GroupedLayer.Of(architecture).ToDictionary(
            layer => layer.Name,
            layer => (IReadOnlyList<int>)[.. Enumerable.Range(0, layer.Count).Where(group => layer.IncomingWeights(group).Any(column => mask[column] != 0))]);
        return new(architecture, kept);
    }

    /// <summary>
    /// What gives anything as the values stand: every unit or filter that has an incoming weight or a bias other than zero, and of a layer
    /// that has none of these the first, since no layer may be empty.
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

    /// <summary>Without these groups of a layer too; indices are those of the whole net.</summary>
    /// <exception cref="ArgumentException">The layer is unknown or its outputs cannot go; a group is not kept, or given twice; the layer would be left empty.</exception>
    public KeptGroups Without(string layer, params IReadOnlyList<int> groups)
    {
        var kept = layers.ToDictionary(l => l.Layer.Name, l => (IReadOnlyList<int>)l.Kept);
        var left = Of(layer).ToList();
        foreach (var group in groups)
        {
            if (!left.Remove(group))
            {
                throw new ArgumentException($"{layer} has no {group} to lose; it keeps {string.Join(", ", left)}.", nameof(groups));
            }
        }

        kept[layer] = left;
        return new(Architecture, kept);
    }

    /// <summary>The groups that a layer keeps, ascending.</summary>
    /// <exception cref="ArgumentException">The layer is unknown or its outputs cannot go.</exception>
    public IReadOnlyList<int> Of(string layer) => layers.Where(l => l.Layer.Name == layer).Select(l => (IReadOnlyList<int>)l.Kept).SingleOrDefault()
        ?? throw new ArgumentException(WhyNot(Architecture, [.. layers.Select(l => l.Layer)], layer), nameof(layer));

    /// <summary>P zeros and ones: zero for every parameter of a group that is gone, and for what reads it. As many ones as the smaller net has parameters.</summary>
    public float[] Mask()
    {
        var mask = new float[Architecture.ParameterCount];
        Array.Fill(mask, 1);
        foreach (var (layer, kept) in layers)
        {
            foreach (var column in Enumerable.Range(0, layer.Count).Except(kept).SelectMany(group => layer.Incoming(group).Concat(layer.Outgoing(group))))
            {
                mask[column] = 0;
            }
        }

        return mask;
    }

    /// <summary>The net that is left.</summary>
    public Architecture Smaller()
    {
        var smaller = new List<Layer>();
        var (groups, left) = (1, 1);
        foreach (var (layer, first, count) in Architecture.Steps)
        {
            var outputs = count > 0 ? (int)Architecture.Parameters[first].Shape[0] : 0;
            var kept = count > 0 ? KeptOf(Architecture.Parameters[first].Layer) ?? outputs : 0;
            smaller.Add(layer.Resized(groups, left, kept));
            (groups, left) = count > 0 ? (outputs, kept) : (groups, left);
        }

        return new([.. smaller]);
    }

    /// <summary>Layer by layer what is kept: <c>conv1 0 2 5, conv2 1</c>.</summary>
    public override string ToString() => string.Join(", ", layers.Select(l => $"{l.Layer.Name} {string.Join(' ', l.Kept)}"));

    internal static void CheckLength(Architecture architecture, float[] values)
    {
        if (values.Length != architecture.ParameterCount)
        {
            throw new ArgumentException($"The net has {architecture.ParameterCount} parameters, but there are {values.Length} values.", nameof(values));
        }
    }

    private int? KeptOf(string layer) => layers.Where(l => l.Layer.Name == layer).Select(l => (int?)l.Kept.Length).SingleOrDefault();

    private static ImmutableArray<int> Checked(GroupedLayer layer, IReadOnlyList<int> kept)
    {
        if (kept.Count == 0)
        {
            throw new ArgumentException($"Nothing would be left of {layer.Name}, and so of the net: keep at least one of its {layer.Count}, or spare the layer.", nameof(kept));
        }

        ImmutableArray<int> sorted = [.. kept.Order()];
        if (sorted[0] < 0 || sorted[^1] >= layer.Count)
        {
            throw new ArgumentException($"{layer.Name} has 0 to {layer.Count - 1}, not {(sorted[0] < 0 ? sorted[0] : sorted[^1])}.", nameof(kept));
        }

        return sorted.Distinct().Count() == sorted.Length
            ? sorted
            : throw new ArgumentException($"{layer.Name} is to keep {sorted.GroupBy(group => group).First(same => same.Count() > 1).Key} twice.", nameof(kept));
    }

    private static string WhyNot(Architecture architecture, IReadOnlyList<GroupedLayer> removable, string layer)
    {
        var choice = removable.Count == 0 ? "this net has no layer that can lose any" : $"those that can lose some are {string.Join(", ", removable.Select(l => l.Name))}";
        if (architecture.Parameters.All(range => range.Layer != layer))
        {
            return $"There is no layer called {layer}; {choice}.";
        }

        return architecture.Parameters[^1].Layer == layer
            ? $"The outputs of {layer} are the net's and all stay; {choice}."
            : $"The outputs of {layer} cannot be told apart by the layer that reads them; {choice}.";
    }
}
