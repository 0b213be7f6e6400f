using System.Collections.Concurrent;

namespace Pruning.Reproductions.Studies;

/// <summary>
/// Cache of trained nets by start and training, so that training shared by readings and arms is done once. Nets of this
/// process are in memory; with a folder, those that took long to train are also saved for later processes.
/// </summary>
/// <param name="folder">Cache that outlives the process; null: none.</param>
/// <param name="worthAFile">Multiply-accumulates from which a training is saved to a file.</param>
internal sealed class TrainedNets(NetFolder? folder = null, double worthAFile = TrainedNets.AboutASecond)
{
    private const double AboutASecond = 3e10;

    private readonly ConcurrentDictionary<string, NetState> inMemory = new();
    private readonly ConcurrentDictionary<string, Lock> gates = new();
    private int trainings;

    /// <summary>Number of nets trained in this process.</summary>
    public int Trainings => trainings;

    /// <summary>
    /// Key of one replicate's training: examples, plan, seed and starting net; 32 hexadecimal digits.
    /// </summary>
    /// <param name="examples">What stands for the content and order of the training and validation examples.</param>
    public static string KeyOf(string examples, Arm arm, NetState start, int seed) =>
        Canonical.Hash(examples, arm.Step.Text, $"{seed}") + Canonical.Hash(start.ValuesDigest, start.MaskDigest);

    /// <summary>Finds the net of a training; null if it is not trained yet.</summary>
    /// <param name="architecture">The net's architecture.</param>
    public NetState? Find(string key, Architecture architecture)
    {
        if (!inMemory.TryGetValue(key, out var net) && (net = folder?.Find(key, architecture)) is not null)
        {
            inMemory[key] = net;
        }

        return net;
    }

    /// <summary>
    /// The net that all replicates share, made by the first that asks; the others wait. A maker that fails leaves it to
    /// the next.
    /// </summary>
    public NetState Shared(string key, Func<NetState> make) =>
        Workers.OneAtATime(gates.GetOrAdd(key, _ => new()), () => inMemory.GetOrAdd(key, _ => make()));

    /// <summary>Adds a trained net.</summary>
    /// <param name="arithmetic">Multiply-accumulates of its training.</param>
    public void Keep(string key, NetState net, double arithmetic)
    {
        inMemory[key] = net;
        Interlocked.Increment(ref trainings);
        if (arithmetic >= worthAFile)
        {
            folder?.Save(key, net);
        }
    }
}
