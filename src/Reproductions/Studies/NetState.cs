using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Architecture = Pruning.Shared.Populations.Architecture;

namespace Pruning.Reproductions.Studies;

/// <summary>One replicate's net at some point of an arm.</summary>
/// <param name="Net">The current architecture; surgery may leave each replicate its own.</param>
/// <param name="Values">P parameters.</param>
/// <param name="Mask">P zeros and ones; a masked value is 0, unless training released it.</param>
internal sealed record NetState(Architecture Net, float[] Values, float[] Mask)
{
    private (float[] Of, string Digest)? digest;

    /// <summary>Mean training loss after each epoch of the last training, in nats; empty where not recorded.</summary>
    public float[] TrainLoss { get; init; } = [];

    /// <summary>
    /// Mean validation loss of the last training after each epoch, or each number of steps that its plan says, in nats;
    /// empty where not recorded.
    /// </summary>
    public float[] ValidationLoss { get; init; } = [];

    /// <summary>
    /// P parameters at the first minimum of the recorded validation loss of the last training; empty where not kept.
    /// </summary>
    public float[] Best { get; init; } = [];

    /// <summary>Test accuracy after each epoch of the last training; empty where not measured.</summary>
    public double[] EpochAccuracy { get; init; } = [];

    /// <summary>Number of pruned entries.</summary>
    public int Pruned => Mask.Count(m => m == 0);

    /// <summary>
    /// The weights that the mask keeps, and their multiply-accumulates for one example. Every weight of a layer counts
    /// the same.
    /// </summary>
    /// <exception cref="NotSupportedException">A block of several layers is pruned in part.</exception>
    public (long Weights, long MultiplyAccumulates) Left
    {
        get
        {
            var (weights, macs) = (0L, 0L);
            foreach (var (layer, first, count) in Net.Steps)
            {
                ParameterRange[] own = [.. Net.Parameters.Slice(first, count)
                    .Where(p => p.Role == ParameterRole.Weight)];
                long all = own.Sum(w => w.Count);
                long left = own.Sum(w => Mask.AsSpan(w.Offset, w.Count).Count(1f));
                if (own.Length > 1 && left < all)
                {
                    throw new NotSupportedException(
                        $"What is left of {layer.Title}, a block of several layers, cannot be counted.");
                }

                weights += left;
                macs += all == 0 ? 0 : layer.MultiplyAccumulates / all * left;
            }

            return (weights, macs);
        }
    }

    /// <summary>Whether every parameter and recorded loss is finite.</summary>
    public bool IsFinite =>
        Values.All(float.IsFinite) && TrainLoss.All(float.IsFinite) && ValidationLoss.All(float.IsFinite)
        && Best.All(float.IsFinite);

    /// <summary>SHA-256 of architecture and values: equal nets have equal digests, whatever their history.</summary>
    public string ValuesDigest
    {
        get
        {
            // A copy with other values must not keep this one's digest.
            if (digest is not { } known || !ReferenceEquals(known.Of, Values))
            {
                digest = known = (Values, Digest(Encoding.UTF8.GetBytes(Canonical.Text(Net)),
                    MemoryMarshal.AsBytes(Values.AsSpan())));
            }

            return known.Digest;
        }
    }

    /// <summary>SHA-256 of the mask.</summary>
    public string MaskDigest => DigestOf(Mask);

    /// <summary>A net without pruned entries.</summary>
    public static NetState Dense(Architecture net, float[] values)
    {
        var mask = new float[values.Length];
        Array.Fill(mask, 1);
        return new(net, values, mask);
    }

    /// <summary>
    /// The net with other values where the mask keeps them and 0 elsewhere, without its training records.
    /// </summary>
    public NetState WithValues(float[] values)
    {
        var kept = new float[values.Length];
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = Mask[i] == 0 ? 0 : values[i];
        }

        return new(Net, kept, Mask);
    }

    /// <summary>The net under another mask: values stay where it keeps them, without its training records.</summary>
    public NetState Under(float[] mask) => new NetState(Net, Values, mask).WithValues(Values);

    /// <summary>
    /// Groups the rows of nets by architecture, which may differ between replicates after surgery: a group is trained
    /// or evaluated together.
    /// </summary>
    public static IEnumerable<(Architecture Net, int[] Rows)> Groups(IReadOnlyList<NetState> nets) =>
        Enumerable.Range(0, nets.Count).GroupBy(row => nets[row].Net).Select(same => (same.Key, same.ToArray()));

    /// <summary>SHA-256 of values.</summary>
    public static string DigestOf(float[] values) => Digest([], MemoryMarshal.AsBytes(values.AsSpan()));

    private static string Digest(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(first);
        hash.AppendData(second);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
