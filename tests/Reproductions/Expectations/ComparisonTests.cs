using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Expectations;
using Pruning.Shared.Engine;
using Pruning.Tests.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Expectations;

public sealed class ComparisonTests
{
    private const string Gpu = "Some GPU, libtorch 2.10.0, CUDA 12";

    private static readonly double?[] Numbers = [0.46985, 0.0, -0.0, 54, -1e-3, 1.0 / 3, double.Epsilon,
        double.MaxValue, null];
    private static readonly double?[] Eight = [1, 2, 3, 4, 5, 6, 7, 8];
    private static readonly RunEnvironment Cpu = new(Device.Cpu, new Dictionary<string, string>());
    private static readonly RunEnvironment Cuda = new(Device.Cuda, new Dictionary<string,
        string>
    { ["device"] = "Some GPU" });
    private static readonly TwoSampleTest OneMetric = new(1);

    private readonly FakeStudy experiment = new();

    [Fact]
    public void Exact_SameEntry_Passes()
    {
        var comparison = Comparison.Exact(Entry(Numbers), Entry([.. Numbers]));
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
                flipped[at] =
                    BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(Numbers[at]!.Value) ^ (1L << bit));
                Assert.Equal("a.loss",
                    Assert.Single(Comparison.Exact(Entry(Numbers), Entry(flipped)).Differences).What);
            }
        }
    }

    [Fact]
    public void Exact_NumberLostGainedOrNoLongerFinite_IsADifference()
    {
        Assert.Single(Comparison.Exact(Entry([1, 2]), Entry([1])).Differences);
        Assert.Single(Comparison.Exact(Entry([1]), Entry([1, 2])).Differences);
        Assert.Single(Comparison.Exact(Entry([1]), Entry([null])).Differences);
        Assert.Single(Comparison.Exact(Entry([null]), Entry([1])).Differences);
    }

    [Fact]
    public void Any_KeyMissingOrExtra_IsADifference()
    {
        var expected = Entry(Eight);
        var extra = expected with
        {
            Metrics = new Dictionary<string,
            IReadOnlyList<double?>>(expected.Metrics)
            { ["b.loss"] = Eight }
        };
        foreach (var compare in new Func<CheckEntry, CheckEntry, Comparison>[] { Comparison.Exact, InDistribution })
        {
            Assert.Equal(("b.loss", "absent"), compare(expected, extra).Differences.Select(d => (d.What, d.Expected))
                .Single());
            Assert.Equal(("b.loss", "absent"), compare(extra, expected).Differences.Select(d => (d.What, d.Found))
                .Single());
        }
    }

    [Fact]
    public void Exact_OtherVerdictOrNumerics_IsADifference()
    {
        var verdict = Assert.Single(Comparison.Exact(Entry([1]),
            Entry([1]) with { Verdict = Verdict.Inconclusive }).Differences);
        Assert.Equal(new("verdict", "Reproduced", "Inconclusive"), verdict);
        var numerics = Assert.Single(Comparison.Exact(Entry([1]),
            Entry([1]) with { Numerics = "exact-2" }).Differences);
        Assert.Equal(new("numerics", "exact-1", "exact-2"), numerics);
    }

    [Fact]
    public void InDistribution_SeedsInAnotherOrder_AreTheSame() =>
        Assert.Empty(InDistribution(Entry(Eight), Entry([.. Eight.Reverse()])).Differences);

    [Fact]
    public void InDistribution_FarAway_IsADifferenceThatSaysWhatMoved()
    {
        var difference = Assert.Single(InDistribution(Entry(Eight), Entry([.. Eight.Select(v => v + 20)])).Differences);
        Assert.Equal(("a.loss", "mean 4.5 of 8, first 1", "mean 24.5 of 8, first 21"),
            (difference.What, difference.Expected, difference.Found));
    }

    [Theory]
    [InlineData(7, 8)]
    [InlineData(8, 7)]
    public void InDistribution_FewerThanEightASide_CannotCompareAndFails(int expected, int found)
    {
        var differences = InDistribution(Entry([.. Eight.Take(expected)]), Entry([.. Eight.Take(found)])).Differences;
        Assert.Equal(["replicates", "a.loss"], differences.Select(d => d.What));
        Assert.Contains("accept again", differences[0].Found);
    }

    [Fact]
    public void InDistribution_Count_IsHeldExactlyReplicateByReplicate()
    {
        var expected = Count(54, 54, 56);
        Assert.Empty(InDistribution(expected, Count(54, 54, 56)).Differences);
        Assert.Equal("a.count", Assert.Single(InDistribution(expected, Count(54, 56, 54)).Differences).What);
        Assert.Equal("a.count", Assert.Single(InDistribution(expected, Count(54, 54, 55)).Differences).What);
        Assert.Equal("a.count", Assert.Single(InDistribution(expected, Count(54, 54)).Differences).What);

        static CheckEntry Count(params double?[] counts) =>
            Entry(Eight) with { Metrics = new Dictionary<string, IReadOnlyList<double?>> { ["a.count"] = counts } };
    }

    [Fact]
    public void InDistribution_OtherVerdict_IsToldOnly()
    {
        var comparison = InDistribution(Entry(Eight), Entry(Eight) with { Verdict = Verdict.Contradicted });
        Assert.Empty(comparison.Differences);
        Assert.Contains("Contradicted", Assert.Single(comparison.Edges));
    }

    [Fact]
    public void Of_OnACpu_TheFirstReplicatesAreEnough()
    {
        var claim = experiment.Claim();
        Assert.Equal((2, 8), (CheckRun.TestedReplicates(experiment, Cpu), CheckRun.AcceptedReplicates(experiment)));
        Assert.Empty(Comparison.Of(claim, Expected(claim), Run(2), Cpu, OneMetric).Differences);
        Assert.Equal(["a.count", "a.loss", "b.loss"], Comparison.Of(claim, Expected(claim), Run(9), Cpu,
            OneMetric).Differences.Select(d => d.What));
        Assert.Equal(["a.loss", "b.loss"], Comparison.Of(claim, Expected(claim), Run(2, shift: 1e-15), Cpu,
            OneMetric).Differences.Select(d => d.What));
    }

    [Fact]
    public void Of_OnAGpu_IsComparedWithTheExactEntryInDistribution()
    {
        var claim = experiment.Claim();
        Assert.Equal(8, CheckRun.TestedReplicates(experiment, Cuda));
        Assert.Empty(Comparison.Of(claim, Expected(claim), Run(8, shift: 0.01), Cuda, OneMetric).Differences);
        Assert.Equal(["a.loss", "b.loss"], Comparison.Of(claim, Expected(claim), Run(8, shift: 3), Cuda,
            OneMetric).Differences.Select(d => d.What));
    }

    [Fact]
    public void Of_NoExactEntry_SaysHowToGetOne()
    {
        var claim = experiment.Claim();
        var expected = Expected(claim);
        var none = expected with
        {
            Check = expected.Check
            with
            { Entries = new Dictionary<string, CheckEntry> { [Gpu] = expected.Check.Entries["exact"] } }
        };
        foreach (var environment in new[] { Cpu, Cuda })
        {
            Assert.Contains("accept --claims dynamic/fake --device cpu",
                Assert.Throws<AuditException>(() => Comparison.Of(claim, none, Run(8), environment,
                OneMetric)).Message);
        }
    }

    [Fact]
    public void Of_AnotherShortRun_IsADifference()
    {
        var claim = experiment.Claim();
        var expected = Expected(claim);
        Assert.Equal("short run", Assert.Single(Comparison.Of(claim,
            expected with { Check = expected.Check with { N = 5 } }, Run(5), Cpu, OneMetric).Differences).What);
        Assert.Equal("short run", Assert.Single(Comparison.Of(claim,
            expected with { Check = expected.Check with { Deviations = [] } }, Run(5), Cpu,
            OneMetric).Differences).What);
    }

    private static Comparison InDistribution(CheckEntry expected, CheckEntry found) =>
        Comparison.InDistribution(expected, found with { Numerics = Gpu },
            metric => metric.EndsWith(".count", StringComparison.Ordinal), OneMetric);

    private static CheckEntry Entry(IReadOnlyList<double?> loss) =>
        new("exact-1", Verdict.Reproduced, new Dictionary<string, IReadOnlyList<double?>> { ["a.loss"] = loss });

    private ExpectedFile Expected(Claim claim) => new(claim.Id, null,
        new(8, ["replicates: 8 instead of 7"], new Dictionary<string,
        CheckEntry>
        { ["exact"] = Run(8).EntryOf(claim, Cpu) }));

    private CheckRun Run(int n, double shift = 0) =>
        new([.. Enumerable.Range(1, n).Select(s => experiment.Of(experiment.Primary, s)).Select(r => r with
    {
        Values = r.Values.ToDictionary(v => v.Key, v => v.Key.EndsWith(".loss", StringComparison.Ordinal)
            ? v.Value + shift : v.Value),
    })]);
}
