using Pruning.Shared.Populations;

namespace Pruning.Shared.Surgery;

/// <summary>
/// Equally long groups of an activation's features, units or channels, wherever the net carries them: they go together
/// or not at all. Groups that turn out to be tied are merged, and then any of the objects stands for all.
/// </summary>
/// <param name="count">Number of groups.</param>
internal sealed class FeatureGroups(int count)
{
    private readonly List<ParameterRange> producers = [];
    private readonly List<ParameterRange> followers = [];
    private readonly List<ParameterRange> readers = [];
    private FeatureGroups? mergedInto;
    private string? why;

    /// <summary>The object that stands for all that were merged with this one.</summary>
    public FeatureGroups Root => mergedInto?.Root ?? this;

    /// <summary>Number of groups.</summary>
    public int Count => count;

    /// <summary>Why none may go, as the end of a sentence about a layer's outputs; null: they may.</summary>
    public string? WhyFixed => Root.why;

    /// <summary>Weights and biases whose rows make the groups.</summary>
    public IReadOnlyList<ParameterRange> Producers => Root.producers;

    /// <summary>
    /// Parameters of layers that hand the groups on, equally many entries for each: a normalisation's.
    /// </summary>
    public IReadOnlyList<ParameterRange> Followers => Root.followers;

    /// <summary>Weights that read the groups, each by columns of its own.</summary>
    public IReadOnlyList<ParameterRange> Readers => Root.readers;

    public void AddProducers(IEnumerable<ParameterRange> ranges) => Root.producers.AddRange(ranges);

    public void AddFollowers(IEnumerable<ParameterRange> ranges) => Root.followers.AddRange(ranges);

    public void AddReader(ParameterRange weight) => Root.readers.Add(weight);

    /// <summary>Makes all of them stay. The first reason is kept.</summary>
    public void Fix(string reason) => Root.why ??= reason;

    /// <summary>Ties equally many groups to these, one to one.</summary>
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
