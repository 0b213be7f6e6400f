namespace Pruning.Reproductions.Studies;

/// <summary>
/// Caches the input of the first layer in which a sweep's nets differ from the unpruned ones, for all levels: results
/// are the same to the bit, without computing the layers before.
/// </summary>
/// <param name="data">The examples.</param>
/// <param name="lists">Each replicate's test examples.</param>
internal sealed class SharedActivations(OpenData data, IReadOnlyList<int[]> lists) : IDisposable
{
    private const int FewestLevels = 3;
    private const long Largest = 256L << 20;

    private NetState[]? like;
    private CachedActivations? kept;
    private (NetState[] Nets, int Layer) of;

    /// <summary>Sets the nets that the next ones resemble.</summary>
    /// <param name="levels">Number of nets that resemble them.</param>
    public void Like(NetState[]? nets, int levels) => like = levels < FewestLevels ? null : nets;

    /// <summary>
    /// Input of the first layer that differs; null: evaluate from the net's inputs, as always where replicates have
    /// nets of different shapes.
    /// </summary>
    public CachedActivations? For(NetState[] nets)
    {
        if (like is null || like.Any(net => !net.Net.Equals(like[0].Net)) || nets.Zip(like).Min(pair =>
            FirstDifference(pair.First, pair.Second)) is not (> 0 and var layer) || !Fits(nets[0].Net, layer))
        {
            return null;
        }

        if (kept is null || !ReferenceEquals(of.Nets, like) || of.Layer != layer)
        {
            kept?.Dispose();
            kept = new(like[0].Net, layer, [.. like.Select(n => n.Values)], lists, data.Test);
            of = (like, layer);
        }

        return kept;
    }

    public void Dispose() => kept?.Dispose();

    private bool Fits(Architecture net, int layer)
    {
        var features = net.Steps.Take(layer).Select(s => s.Layer.FeaturesOut).LastOrDefault(f => f is not null)
            ?? data.Test.Features;
        return (long)features * lists[0].Length * lists.Count * sizeof(float) <= Largest;
    }

    /// <summary>
    /// Index of the first layer whose parameters differ; 0 where none does or the architectures differ.
    /// </summary>
    private static int FirstDifference(NetState net, NetState other)
    {
        if (!net.Net.Equals(other.Net))
        {
            return 0;
        }

        foreach (var (index, (_, first, count)) in net.Net.Steps.Index())
        {
            foreach (var range in net.Net.Parameters.Slice(first, count))
            {
                if (!net.Values.AsSpan(range.Offset, range.Count)
                    .SequenceEqual(other.Values.AsSpan(range.Offset, range.Count)))
                {
                    return index;
                }
            }
        }

        return 0;
    }
}
