using FsCheck.Xunit;
using Pruning.Shared.Pruning;
using Pruning.Shared.Randomness;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Pruning;

/// <summary>The exact sort that prunings rest on, against LINQ's stable one.</summary>
[Generated]
public sealed class StableOrderTests
{
    /// <summary>
    /// Zeros, denormals, the smallest normal numbers, ones, the largest, infinities, all of both signs; what is no
    /// number.
    /// </summary>
    private static readonly float[] Edges =
    [
        0, -0f, float.Epsilon, -float.Epsilon, 1e-40f, -1e-40f, 1.1754944e-38f, -1.1754944e-38f, 1, -1, 1.0000001f,
            0.99999994f,
        float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN, -float.NaN,
    ];

    [Property]
    public void Of_AnyFloats_IsLinqsStableOrder(float[] scores) => AssertStable(scores);

    [Property]
    public void Of_AnyBitPatterns_IsLinqsStableOrder(int seed, byte length)
    {
        // Every pattern alike: one in 256 is no number or an infinity, as many are denormal or zero, all payloads and
        // signs.
        var bits = new Random(seed);
        AssertStable([.. Enumerable.Range(0, length).Select(_ =>
            BitConverter.Int32BitsToSingle(bits.Next(int.MinValue, int.MaxValue)))]);
    }

    [Property]
    public void Of_EdgesAndManyTies_IsLinqsStableOrder(byte[] which) =>
        AssertStable([.. which.Select(w => Edges[w % Edges.Length])]);

    [Property(MaxTest = 10)]
    public void Of_TensOfThousandsWithTies_IsLinqsStableOrder(int seed, bool few)
    {
        var scores = new float[20000];
        new RandomStream(seed, "scores").Uniform(scores, 1);
        AssertStable(few ? Array.ConvertAll(scores, s => MathF.Round(s * 100)) : scores);
    }

    [Property]
    public void Of_SortedScores_IsTheirOrder(float[] scores)
    {
        float[] sorted = [.. scores.Where(s => !float.IsNaN(s)).Order()];
        Assert.Equal(Enumerable.Range(0, sorted.Length), StableOrder.Of(sorted));
    }

    [Fact]
    public void Of_KnownValues_IsAsWorkedOut()
    {
        Assert.Empty(StableOrder.Of([]));
        Assert.Equal([0], StableOrder.Of([float.NaN]));

        // −∞, −1, both zeros in their order, the smallest denormal, both ones in theirs, ∞, and both that are no number
        // in theirs.
        float[] scores = [float.NaN, 1, float.Epsilon, -0f, float.PositiveInfinity, 0, -1, -float.NaN, 1,
            float.NegativeInfinity];
        Assert.Equal([9, 6, 3, 5, 2, 1, 8, 4, 0, 7], StableOrder.Of(scores));
    }

    private static void AssertStable(float[] scores)
    {
        int[] expected = [.. Enumerable.Range(0, scores.Length).OrderBy(i => float.IsNaN(scores[i]))
            .ThenBy(i => scores[i])];
        var found = StableOrder.Of(scores);
        if (!expected.AsSpan().SequenceEqual(found))
        {
            Assert.Equal(expected, found);
        }
    }
}
