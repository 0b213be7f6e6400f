using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting;

public sealed class RunSeedsTests
{
    private static readonly double?[] Values = [0.5, null, 0.25];

    [Fact]
    public void Of_EveryRunFinite_ReturnsTheReadingsSeeds() =>
        Assert.Equal([101, 102, 103], RunSeeds.Of(Reading([0.5, 0.125, 0.25], null))!);

    [Fact]
    public void Of_OneRunDiverged_LeavesItsSeedOut()
    {
        var runs = new Differences([101, 102, 103], [3], [new("a quantity", Values, [null])]);
        Assert.Equal([101, 103], RunSeeds.Of(Reading([0.5, 0.25], runs))!);
    }

    [Fact]
    public void Of_ASeedThatAnotherQuantityLacks_LeavesItOut()
    {
        var runs = new Differences([101, 102, 103], [3],
            [new("a quantity", [0.5, 1, 0.25], [null]), new("another", [null, 1, 1], [null])]);
        Assert.Equal([102, 103], RunSeeds.Of(Reading([1, 0.25], runs))!);
    }

    [Fact]
    public void Of_OneRunDivergedAndNoDifferences_KnowsNoSeed() =>
        Assert.Null(RunSeeds.Of(Reading([0.5, 0.25], null)));

    private static ReadingResult Reading(IReadOnlyList<double> values, Differences? runs) => SampleAudit.Reading(
        "primary", new Dictionary<string, string>(),
        SampleAudit.Bare("direction", Verdict.Inconclusive, 3) with { Values = values }, []) with
    {
        Seeds = [101, 102, 103],
        Differences = runs,
    };
}
