using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Papers.Checklist;
using Pruning.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.Checklist;

/// <summary>How nets of equal size, and of equal speed, are compared.</summary>
public sealed class SizeClaimTests
{
    private static readonly IReadOnlyList<Quantity> Quantities =
        [.. Catalogue.Find("reporting/size-is-not-speed").Single().Rule.Quantities];

    [Fact]
    public void SameSize_Levels_AreAveraged()
    {
        var replicate = Given(layerwise: [0.5, 0.4, 0.3, 0, 0, 0], global: [0.6, 0.7, 0.8, 0, 0, 0],
            globalMacs: [90, 80, 70, 60, 50, 40]);
        Assert.Equal(0.3, Quantities[0].Value(replicate), 1e-12);
        Assert.Equal(0.3, Quantities[0].PerExample!(replicate)!.Average(), 1e-12);
    }

    [Fact]
    public void SameSpeed_BetweenTwoLevels_IsInterpolatedByMultiplyAccumulates()
    {
        // Equal shares have 50 and 25: half-way from 60 to 40, and a quarter of the way from 30 to 10.
        var replicate = Given(layerwise: [0.9, 0.9, 0, 0, 0, 0], global: [0.8, 0.6, 0.5, 0.1, 0, 0],
            globalMacs: [60, 40, 30, 10, 5, 1]);
        Assert.Equal(((0.9 - 0.7) + (0.9 - 0.4)) / 2, Quantities[2].Value(replicate), 1e-12);
        Assert.Equal(((0.9 - 0.7) + (0.9 - 0.4)) / 2, Quantities[2].PerExample!(replicate)!.Average(), 1e-12);
    }

    [Fact]
    public void SameSpeed_WhereNoLevelIsAsFast_TheFastestCounts()
    {
        var replicate = Given(layerwise: [0.9, 0.9, 0, 0, 0, 0], global: [0.8, 0.6, 0.5, 0.4, 0.3, 0.2],
            globalMacs: [90, 85, 80, 75, 70, 65]);
        Assert.Equal(0.9 - 0.2, Quantities[2].Value(replicate), 1e-12);
    }

    /// <summary>A replicate of 10 test examples, whose dense net has 100 multiply-accumulates and accuracy 1.</summary>
    private static Replicate Given(double[] layerwise, double[] global, double[] globalMacs)
    {
        var values = new Dictionary<string, double>();
        var examples = new Dictionary<string, IReadOnlyList<double>>();
        foreach (var net in SizeAndSpeedStudy.Nets)
        {
            Add(net, 1, 100);
            foreach (var (i, level) in SizeAndSpeedStudy.Levels.Index())
            {
                Add($"{net}Layerwise@{level}", layerwise[i], 100 - level);
                Add($"{net}Global@{level}", global[i], globalMacs[i]);
            }
        }

        return new(1, values, examples, new Dictionary<string, IReadOnlyList<double>>());

        void Add(string arm, double accuracy, double macs)
        {
            values[$"{arm}.testAccuracy"] = accuracy;
            values[$"{arm}.macsLeft"] = macs;
            examples[$"{arm}.testAccuracy"] =
                [.. Enumerable.Range(0, 10).Select(i => i < Math.Round(10 * accuracy) ? 1.0 : 0)];
        }
    }
}
