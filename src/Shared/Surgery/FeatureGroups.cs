using Pruning.Shared.Populations;

namespace Pruning.Shared.Surgery;

/// <summary>
/// Equal groups of an activation's features (units or channels) across all layers that carry them; each is removed
/// everywhere or not at all. Tied groups are merged, and any of the merged objects stands for all.
/// </summary>
/// <param name="count">Number of groups.</param>
internal sealed class FeatureGroups(int count)
{
    private readonly List<ParameterRange> producers = [];
    private readonly List<ParameterRange> followers = [];
    private readonly List<ParameterRange> readers = [];
    private FeatureGroups? mergedInto;
    private string? why;

    /// <summary>The object that represents all merged with this one.</summary>
    public FeatureGroups Root => mergedInto?.Root ?? this;

    /// <summary>Number of groups.</summary>
    public int Count => count;

    /// <summary>Why none is removable, as the end of a sentence about a layer's outputs; null: all are.</summary>
    public string? WhyFixed => Root.why;

    /// <summary>Weights and biases whose rows produce the groups.</summary>
    public IReadOnlyList<ParameterRange> Producers => Root.producers;

    /// <summary>Parameters of layers that pass the groups on (normalisation), equally many entries per group.</summary>
    public IReadOnlyList<ParameterRange> Followers => Root.followers;

    /// <summary>Weights that read the groups, each by separate columns.</summary>
    public IReadOnlyList<ParameterRange> Readers => Root.readers;

    public void AddProducers(IEnumerable<ParameterRange> ranges) => Root.producers.AddRange(ranges);

    public void AddFollowers(IEnumerable<ParameterRange> ranges) => Root.followers.AddRange(ranges);

    public void AddReader(ParameterRange weight) => Root.readers.Add(weight);

    /// <summary>Marks the groups as not removable. The first reason is kept.</summary>
    public void Fix(string reason) => Root.why ??= reason;

    /// <summary>Ties the same number of groups to these, one to one.</summary>
    public void Merge(FeatureGroups other)
    {
        var (to, from) = (Root, other.Root);
        if (to == from)
        {
            return;
        }

        to.producers.AddRange(from.producers);
        to.followers.AddRange(from.followers);
        to.readers.AddRange(from.readers);
        to.why ??= from.why;
        from.mergedInto = to;
    }
}
