using System.Collections.Concurrent;

namespace Pruning.Reproductions.Studies;

/// <summary>
/// Nets that were trained already, by what they were trained from and how: whatever readings and arms share a training,
/// it is done
/// once. Nets of this process are in memory; with a folder, those that took long to train are also there for the next
/// process.
/// </summary>
/// <param name="folder">Where nets are kept between processes; null: nowhere.</param>
internal sealed class TrainedNets(NetFolder? folder = null)
{
    /// <summary>Multiply-accumulates of a training, about a second's, from which on it is worth a file.</summary>
    private const double WorthAFile = 3e10;

    private readonly ConcurrentDictionary<string, NetState> inMemory = new();
    private int trainings;

    /// <summary>How many nets were trained in this process.</summary>
    public int Trainings => trainings;

    /// <summary>
    /// 32 hexadecimal digits that stand for one replicate's training: examples, plan, seed, and the net that it starts
    /// from.
    /// </summary>
    public static string KeyOf(Arm arm, NetState start, int seed) =>
        Canonical.Hash(arm.Data.Id, arm.Step.Text, $"{seed}") + Canonical.Hash(start.ValuesDigest, start.MaskDigest);

    /// <summary>The net of a training; null: it is still to be trained.</summary>
    /// <param name="architecture">The net's architecture.</param>
    public NetState? Find(string key, Architecture architecture)
    {
        if (!inMemory.TryGetValue(key, out var net) && (net = folder?.Find(key, architecture)) is not null)
        {
            inMemory[key] = net;
        }

        return net;
    }

    /// <summary>Keeps a trained net.</summary>
    /// <param name="arithmetic">Multiply-accumulates that its training took.</param>
    public void Keep(string key, NetState net, double arithmetic)
    {
        inMemory[key] = net;
        Interlocked.Increment(ref trainings);
        if (arithmetic >= WorthAFile)
        {
            folder?.Save(key, net);
        }
    }
}
