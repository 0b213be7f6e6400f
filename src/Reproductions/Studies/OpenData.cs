using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Pruning.Shared.Data;
using Pruning.Shared.Engine;

namespace Pruning.Reproductions.Studies;

/// <summary>
/// A study's examples on a device, loaded at first use, and other examples beside them. The first to be opened disposes
/// of all.
/// </summary>
internal sealed class OpenData : IDisposable
{
    private readonly StudyData data;
    private readonly Device device;
    private readonly ConcurrentDictionary<string, Lazy<OpenData>> all;
    private readonly Split whole;
    private readonly Lazy<(Examples Train, Examples Test)> sets;
    private readonly Lazy<string> content;

    public OpenData(StudyData data, Device device)
        : this(data, device, new()) => all[data.Id] = new(this);

    private OpenData(StudyData data, Device device, ConcurrentDictionary<string, Lazy<OpenData>> all)
    {
        (this.data, this.device, this.all) = (data, device, all);
        whole = new([.. Enumerable.Range(0, data.TrainCount)], [], [.. Enumerable.Range(0, data.TestCount)]);
        sets = new(() => Load(device));
        content = new(() => Canonical.Hash(Digest(Train.Inputs), Digest(Train.Labels), Digest(Test.Inputs),
            Digest(Test.Labels)));
    }

    /// <summary>Training and validation examples.</summary>
    public Examples Train => sets.Value.Train;

    /// <summary>Test examples.</summary>
    public Examples Test => sets.Value.Test;

    /// <summary>Other examples on the same device, opened once.</summary>
    public OpenData Beside(StudyData other) =>
        all.GetOrAdd(other.Id, _ => new(() => new(other, device, all))).Value;

    /// <summary>The split of one replicate.</summary>
    /// <exception cref="InvalidOperationException">Its counts differ from the declared ones.</exception>
    public Split SplitOf(int seed)
    {
        var split = data.SplitOf?.Invoke(seed) ?? whole;
        Check(split.Train.Length, split.Test.Length, $"the split of seed {seed}");
        return split;
    }

    /// <summary>Computes what stands for the content of the sets and the lists of a split.</summary>
    public string DigestOf(Split split) =>
        Canonical.Hash(content.Value, Digest(split.Train), Digest(split.Validation), Digest(split.Test));

    public void Dispose()
    {
        foreach (var other in all.Values.Where(o => o.IsValueCreated))
        {
            other.Value.Close();
        }
    }

    private void Close()
    {
        if (sets.IsValueCreated)
        {
            Train.Dispose();
            if (!ReferenceEquals(Test, Train))
            {
                Test.Dispose();
            }
        }
    }

    private static string Digest<T>(T[] values)
        where T : unmanaged => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan())));

    private (Examples Train, Examples Test) Load(Device device)
    {
        var (train, test) = data.Load();
        if (data.SplitOf is null)
        {
            Check(train.Count, (test ?? train).Count, "the data set");
        }

        var examples = new Examples(train, device);
        return (examples, test is null ? examples : new(test, device));
    }

    private void Check(int train, int test, string what)
    {
        if ((train, test) != (data.TrainCount, data.TestCount))
        {
            throw new InvalidOperationException(
                $"{data.Id} declares {data.TrainCount} training and {data.TestCount} test examples; {what} has "
                    + $"{train} and {test}.");
        }
    }
}
