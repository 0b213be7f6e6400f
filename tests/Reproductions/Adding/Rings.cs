using Pruning.Reproductions.Studies;
using Pruning.Shared.Data;
using Pruning.Shared.Randomness;

namespace Pruning.Tests.Reproductions.Adding;

/// <summary>Points in the plane, in a disc or in the ring around it.</summary>
internal static class Rings
{
    private const int Count = 240;

    /// <summary>Every replicate draws 200 points to train on and 40 to test on.</summary>
    public static StudyData Data { get; } = new("rings", 200, 40, () => new(Points()))
    {
        SplitOf = seed => Split.Stratified(Points().Labels, testPerClass: 20, new RandomStream(seed, "split")),
        TestShare = 40.0 / 200,
    };

    private static DataSet Points()
    {
        var inputs = new float[2 * Count];
        new RandomStream(1, "rings").Uniform(inputs, 1);
        var byRadius = inputs.Chunk(2).OrderBy(p => (p[0] * p[0]) + (p[1] * p[1])).ToList();
        return new("rings", Features: 2, Classes: 2, [.. byRadius.SelectMany(p => p)],
            [.. byRadius.Select((_, i) => i < Count / 2 ? 0 : 1)]);
    }
}
