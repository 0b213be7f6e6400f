using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.L1Filters;

/// <summary>What the measurement on Iris reports, from figures said beforehand.</summary>
public sealed class IrisClaimTests
{
    private static readonly int[] Levels = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99];
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<double>> None = new Dictionary<string,
        IReadOnlyList<double>>();

    private static Claim Claim => Catalogue.Claims.Single(c => c.Id == "l1-filters/iris");

    [Fact]
    public void Iris_Claim_IsAMeasurementOfSixtyFourSplitsAllowingForOverlap()
    {
        Assert.Equal("measurement", Claim.Rule.Kind);
        Assert.Equal("weight@50.testAccuracy", Claim.Rule.Quantities.Single().Name);
        Assert.Equal(["primary", "inputs=cm", "epochs=400", "scope=global", "output=spared", "retraining=20"],
            Claim.Readings.Select(r => r.Id));
        Assert.All(Claim.Readings, r => Assert.Equal((64, new InferenceScope("seeds and splits", 0.25)),
            (r.Registered, r.InferenceScope)));
    }

    [Fact]
    public void Iris_Claim_ShowsAllLevelsAndBothCurves()
    {
        Assert.All(Levels, k => Assert.True(Claim.Concerns($"weight@{k}.testAccuracy")));
        Assert.All(Levels[1..], k => Assert.True(Claim.Concerns($"random@{k}.testAccuracy")));
        Assert.True(Claim.Concerns("weight.testAccuracy") && Claim.Concerns("random.testAccuracy"));
    }

    [Fact]
    public void Iris_Remark_SaysHowFarTheMeansHold()
    {
        // By magnitude 90 % until 60 %, 89.5 % there on average, 80 % beyond; at random a point is lost at once.
        Replicate[] replicates = [With(1, 0.90, 0.89), With(2, 0.90, 0.90)];
        var remark = Claim.Judge(replicates, Claim.Readings[0]).Notes[0];
        Assert.Contains("is 90.0 % [90.0, 90.0] unpruned", remark, StringComparison.Ordinal);
        Assert.Contains("90.0 % [90.0, 90.0] by magnitude and 85.0 % [85.0, 85.0] at random", remark,
            StringComparison.Ordinal);
        Assert.Contains("up to 60 % by magnitude and at no level at random", remark, StringComparison.Ordinal);
    }

    [Fact]
    public void Iris_Remark_OfOneReplicateOrOfNoneThatIsFinite_StillSpeaks()
    {
        Assert.Contains("is 90.0 % unpruned;", Claim.Judge([With(1, 0.9, 0.9)], Claim.Readings[0]).Notes[0],
            StringComparison.Ordinal);
        Assert.Contains("diverged", Claim.Judge([With(1, 0.9, 0.9) with { Diverged = true }],
            Claim.Readings[0]).Notes[0], StringComparison.Ordinal);
    }

    private static Replicate With(int seed, double until60, double at60)
    {
        var values = Levels.ToDictionary(k => $"weight@{k}.testAccuracy", k => k < 60 ? until60 : k == 60 ? at60 : 0.8);
        foreach (var k in Levels[1..])
        {
            values[$"random@{k}.testAccuracy"] = 0.85;
        }

        return new(seed, values, None, None);
    }
}
