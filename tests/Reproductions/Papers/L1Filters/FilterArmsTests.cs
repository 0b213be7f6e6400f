using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Engine;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.L1Filters;

/// <summary>The session's arms on nets that were not trained at all: how they come about needs no training.</summary>
public sealed class FilterSessionTests(FilterSessionTests.Untrained untrained)
    : IClassFixture<FilterSessionTests.Untrained>
{
    private static readonly Study Study = Catalogue.Claims.Single(c => c.Id == "l1-filters/same-accuracy").Study;

    public static TheoryData<string> Claims => [.. Catalogue.Claims.Where(c => c.Study == Study).Select(c => c.Id)];

    private Replicate Primary => untrained.ByReading["primary"];

    [Theory]
    [MemberData(nameof(Claims))]
    public void Claim_EveryReading_CanBeJudgedByWhatTheSessionMeasuresUnderIt(string id)
    {
        var claim = Catalogue.Claims.Single(c => c.Id == id);
        Assert.All(claim.Readings, r => Assert.Equal(1, claim.Judge([untrained.ByReading[r.Id]], r).N));
    }

    [Fact]
    public void Run_NoEpochs_RetrainingChangesNoImage() => Assert.All(
        untrained.ByReading.Values,
        r => Assert.Equal(r.Examples["beforeRetraining.testAccuracy"], r.Examples["pruned.testAccuracy"]));

    [Fact]
    public void Run_AnyReading_IsMeasuredOnTenThousandImagesAndSharesTheBaseline() =>
        Assert.All(untrained.ByReading.Values, r =>
    {
        Assert.Equal(Primary.Examples["baseline.testAccuracy"], r.Examples["baseline.testAccuracy"]);
        Assert.All(r.Examples, e =>
        {
            Assert.Equal(10_000, e.Value.Count);
            Assert.Equal(e.Value.Average(), r.Values[e.Key], 1e-12);
        });
    });

    [Fact]
    public void Run_FreshNet_IsAnotherThanTheInheritedAndTheControlsFromScratch()
    {
        var (fresh, controls) = (untrained.ByReading["net=fresh"], untrained.ByReading["controls=trained"]);
        Assert.NotEqual(Primary.Examples["beforeRetraining.testAccuracy"],
            fresh.Examples["beforeRetraining.testAccuracy"]);
        Assert.Equal(fresh.Examples["beforeRetraining.testAccuracy"], controls.Examples["scratch.testAccuracy"]);
        Assert.Equal(Primary.Examples["baseline.testAccuracy"], controls.Examples["longer.testAccuracy"]);
    }

    [Fact]
    public void Run_OnlyThePrimaryMeasuresSuggestionsAndOnlyItsReadingControls()
    {
        Assert.All(untrained.ByReading, r => Assert.Equal(r.Key == "primary",
            r.Value.Values.ContainsKey("l2.testAccuracy")));
        Assert.All(untrained.ByReading, r => Assert.Equal(r.Key == "controls=trained",
            r.Value.Values.ContainsKey("scratch.testAccuracy")));
    }

    [Fact]
    public void Run_Suggestions_AreThePercentilesSizeAndCurvesFromTheBaseline()
    {
        // Two of eight and one of four go: 6·9 + 3·6·9 + 3·12²·10 + 10.
        Assert.Equal(54 + 162 + 4330, Primary.Values["percentile.parameters"]);
        Assert.InRange(Primary.Values["l2.sameFilters"], 0, 4);
        Assert.All(["obd", "magnitude"], family =>
        {
            Assert.Equal(Study.Axis!.X.Count, Primary.Curves[$"{family}.testAccuracy"].Count);
            Assert.Equal(Primary.Values["baseline.testAccuracy"], Primary.Curves[$"{family}.testAccuracy"][0]);
        });
    }

    /// <summary>One seed under every reading, with no epochs, in one session.</summary>
    public sealed class Untrained
    {
        public Untrained()
        {
            using var session = Study.Open(Device.Cpu);
            ByReading = Study.Readings.ToDictionary(r => r.Id, r =>
            {
                var choices = new Dictionary<string, string>(r.Choices) { ["baselineEpochs"] = "0", ["epochs"] = "0" };
                return session.Run(r with { Choices = choices, Protocol = Reading.Canonical(choices) }, [1], _ => { },
                    CancellationToken.None).Single();
            });
        }

        public IReadOnlyDictionary<string, Replicate> ByReading { get; }
    }
}
