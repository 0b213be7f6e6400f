using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Expectations;
using Xunit;

namespace Pruning.Tests.Reproductions.Expectations;

public sealed class ComparisonTests
{
    private static readonly double?[] Numbers = [0.46985, 0.0, -0.0, 54, -1e-3, 1.0 / 3, double.Epsilon, double.MaxValue, null];

    [Fact]
    public void Exact_SameEntry_Passes()
    {
        var comparison = Comparison.Exact(Entry(Numbers, Numbers), Entry([.. Numbers], [.. Numbers]));
        Assert.Empty(comparison.Differences);
        Assert.Empty(comparison.Edges);
    }

    [Fact]
    public void Exact_AnyBitFlippedAnywhere_IsADifferenceThatNamesIt()
    {
        for (var at = 0; at < Numbers.Length; at++)
        {
            for (var bit = 0; bit < 64 && Numbers[at] is not null; bit++)
            {
                double?[] flipped = [.. Numbers];
                flipped[at] = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(Numbers[at]!.Value) ^ (1L << bit));
                Assert.Equal("a.loss", Assert.Single(Comparison.Exact(Entry(Numbers, Numbers), Entry(Numbers, flipped)).Differences).What);
                Assert.Equal("start initial.sum", Assert.Single(Comparison.Exact(Entry(Numbers, Numbers), Entry(flipped, Numbers)).Differences).What);
            }
        }
    }

    [Fact]
    public void Exact_NumberLostGainedOrNoLongerFinite_IsADifference()
    {
        Assert.Single(Comparison.Exact(Entry([1], [1, 2]), Entry([1], [1])).Differences);
        Assert.Single(Comparison.Exact(Entry([1], [1]), Entry([1], [1, 2])).Differences);
        Assert.Single(Comparison.Exact(Entry([1], [1]), Entry([1], [null])).Differences);
        Assert.Single(Comparison.Exact(Entry([1], [null]), Entry([1], [1])).Differences);
    }

    [Fact]
    public void Any_KeyMissingOrExtra_IsADifference()
    {
        var expected = Entry([1], [1, 2, 3]);
        var extra = expected with { Metrics = new Dictionary<string, IReadOnlyList<double?>>(expected.Metrics) { ["b.loss"] = [1] } };
        var renamed = expected with { Start = new Dictionary<string, IReadOnlyList<double?>> { ["initial.total"] = [1] } };
        foreach (var compare in new Func<CheckEntry, CheckEntry, Comparison>[] { Comparison.Exact, Across })
        {
            Assert.Equal(("b.loss", "absent"), compare(expected, extra).Differences.Select(d => (d.What, d.Expected)).Single());
            Assert.Equal(("b.loss", "absent"), compare(extra, expected).Differences.Select(d => (d.What, d.Found)).Single());
            Assert.Equal(["start initial.sum", "start initial.total"], compare(expected, renamed).Differences.Select(d => d.What));
        }
    }

    [Fact]
    public void Exact_OtherVerdict_IsADifference()
    {
        var difference = Assert.Single(Comparison.Exact(Entry([1], [1]), Entry([1], [1]) with { Verdict = Verdict.Inconclusive }).Differences);
        Assert.Equal(new("verdict", "Reproduced", "Inconclusive"), difference);
    }

    [Theory]
    [InlineData(0.5, 0.9e-5, true)]
    [InlineData(0.5, 1.1e-5, false)]
    [InlineData(-0.5, -0.9e-5, true)]
    [InlineData(-0.5, -1.1e-5, false)]
    [InlineData(100, 0.9e-3, true)]
    [InlineData(100, 1.1e-3, false)]
    [InlineData(0, 0.9e-5, true)]
    public void AcrossMachines_Start_IsHeldToAHundredThousandth(double value, double moved, bool passes)
    {
        // One replicate of five has moved; a mean over them would hide it.
        double?[] start = [value, value, value, value, value];
        double?[] found = [value, value, value + moved, value, value];
        Assert.Equal(passes, Across(Entry(start, [1, 2]), Entry(found, [1, 2])).Differences.Count == 0);
    }

    [Fact]
    public void AcrossMachines_StartOfOtherLengthOrNotFinite_IsADifference()
    {
        Assert.Single(Across(Entry([1, 2], [1, 2]), Entry([1], [1, 2])).Differences);
        Assert.Single(Across(Entry([1, 2], [1, 2]), Entry([1, null], [1, 2])).Differences);
    }

    // 1, 2, 3, 4 have mean 2.5 and sd √(5/3). Against four runs the mean may move by 3·√(5/3)·√(1/4 + 1/4) = √7.5 = 2.7386, against two by √11.25 = 3.3541.
    [Theory]
    [InlineData(2.738, 4, true)]
    [InlineData(2.739, 4, false)]
    [InlineData(-2.738, 4, true)]
    [InlineData(-2.739, 4, false)]
    [InlineData(3.354, 2, true)]
    [InlineData(3.355, 2, false)]
    public void AcrossMachines_Mean_MayMoveByThreeStandardErrors(double moved, int n, bool passes)
    {
        double?[] found = [.. Enumerable.Repeat<double?>(2.5 + moved, n)];
        Assert.Equal(passes, Across(Entry([1], [1, 2, 3, 4]), Entry([1], found)).Differences.Count == 0);
    }

    [Fact]
    public void AcrossMachines_Count_IsHeldExactlyReplicateByReplicate()
    {
        var expected = Count(54, 54, 56);
        Assert.Empty(Across(expected, Count(54, 54, 56)).Differences);
        Assert.Equal("a.count", Assert.Single(Across(expected, Count(54, 56, 54)).Differences).What);
        Assert.Equal("a.count", Assert.Single(Across(expected, Count(54, 54, 55)).Differences).What);
        Assert.Equal("a.count", Assert.Single(Across(expected, Count(54, 54)).Differences).What);

        static CheckEntry Count(params double?[] counts) => Entry([1], [1, 2]) with { Metrics = new Dictionary<string, IReadOnlyList<double?>> { ["a.count"] = counts } };
    }

    [Fact]
    public void AcrossMachines_AllDiverged_IsADifference() =>
        Assert.Single(Across(Entry([1], [1, 2, 3]), Entry([1], [null, null, null])).Differences);

    [Theory]
    [InlineData(Verdict.Reproduced, Verdict.Contradicted)]
    [InlineData(Verdict.Contradicted, Verdict.Reproduced)]
    public void AcrossMachines_OppositeVerdict_FailsWhateverTheMetrics(Verdict expected, Verdict found)
    {
        var comparison = Across(Entry([1], [1, 2]) with { Verdict = expected }, Entry([1], [1, 2]) with { Verdict = found });
        Assert.Equal("verdict", Assert.Single(comparison.Differences).What);
        Assert.Empty(comparison.Edges);
    }

    [Theory]
    [InlineData(Verdict.Reproduced, Verdict.Inconclusive)]
    [InlineData(Verdict.Inconclusive, Verdict.Contradicted)]
    [InlineData(Verdict.Partial, Verdict.Reproduced)]
    public void AcrossMachines_VerdictOnAnEdge_IsToldAndPassesUnlessMetricsMoved(Verdict expected, Verdict found)
    {
        var same = Across(Entry([1], [1, 2]) with { Verdict = expected }, Entry([1], [1, 2]) with { Verdict = found });
        Assert.Empty(same.Differences);
        var edge = Assert.Single(same.Edges);
        Assert.Contains($"{expected}", edge);
        Assert.Contains($"{found}", edge);

        var moved = Across(Entry([1], [1, 2]) with { Verdict = expected }, Entry([1], [11, 12]) with { Verdict = found });
        Assert.Equal(["a.loss", "verdict"], moved.Differences.Select(d => d.What));
        Assert.Empty(moved.Edges);
    }

    private static Comparison Across(CheckEntry expected, CheckEntry found) =>
        Comparison.AcrossMachines(expected, found, metric => metric.EndsWith(".count", StringComparison.Ordinal));

    private static CheckEntry Entry(IReadOnlyList<double?> start, IReadOnlyList<double?> loss) => new(
        new Dictionary<string, string> { ["backend"] = "system" },
        Verdict.Reproduced,
        new Dictionary<string, IReadOnlyList<double?>> { ["initial.sum"] = start },
        new Dictionary<string, IReadOnlyList<double?>> { ["a.loss"] = loss });
}
