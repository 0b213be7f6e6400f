using Pruning.Shared.Data;
using Pruning.Shared.Engine;

namespace Pruning.Reproductions.Studies;

/// <summary>A study's examples on a device, loaded when a net first sees them.</summary>
internal sealed class OpenData : IDisposable
{
    private readonly StudyData data;
    private readonly Split whole;
    private readonly Lazy<(Examples Train, Examples Test)> sets;

    public OpenData(StudyData data, Device device)
    {
        this.data = data;
        whole = new([.. Enumerable.Range(0, data.TrainCount)], [], [.. Enumerable.Range(0, data.TestCount)]);
        sets = new(() => Load(device));
    }

    /// <summary>What nets are trained and validated on.</summary>
    public Examples Train => sets.Value.Train;

    /// <summary>What nets are tested on.</summary>
    public Examples Test => sets.Value.Test;

    /// <summary>One replicate's lists of examples.</summary>
    /// <exception cref="InvalidOperationException">It has other counts than the study declares.</exception>
    public Split SplitOf(int seed)
    {
        var split = data.SplitOf?.Invoke(seed) ?? whole;
        Check(split.Train.Length, split.Test.Length, $"the split of seed {seed}");
        return split;
    }

    public void Dispose()
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
                $"{data.Id} is declared with {data.TrainCount} training and {data.TestCount} test examples; {what} has "
                    + $"{train} and {test}.");
        }
    }
}
