using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Engine;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.L1Filters;

/// <summary>Short runs of the net on Iris.</summary>
public sealed class IrisSessionTests
{
    private static readonly int[] Seeds = [1, 2, 3, 4, 5, 6, 7];
    private static readonly int[] Levels = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99];
    private static readonly Lazy<IReadOnlyList<Replicate>> Primary = new(() => Run("primary", Seeds));

    private static Study Study => Catalogue.Claims.Single(c => c.Id == "l1-filters/iris").Study;

    [Fact]
    public void Run_SameSeeds_SameBits() =>
        Assert.Equal(Primary.Value.Select(Figures), Run("primary", Seeds).Select(Figures));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_InChunks_DoesNotDependOnTheirSize(int chunk)
    {
        using var session = Study.Open(Device.Cpu);
        Assert.Equal(Primary.Value.Select(Figures), Seeds.Chunk(chunk)
            .SelectMany(seeds => Run(session, "primary", seeds)).Select(Figures));
    }

    [Fact]
    public void Run_OtherOrder_GivesEachSeedItsOwn() =>
        Assert.Equal(Primary.Value.Reverse().Select(Figures), Run("primary", [.. Seeds.Reverse()]).Select(Figures));

    [Fact]
    public void Run_AnotherReadingBefore_DoesNotMoveThePrimaryOne()
    {
        using var session = Study.Open(Device.Cpu);
        _ = Run(session, "inputs=cm", Seeds);
        _ = Run(session, "scope=global", Seeds);
        Assert.Equal(Primary.Value.Select(Figures), Run(session, "primary", Seeds).Select(Figures));
    }

    [Fact]
    public void Run_Primary_LearnsMoreThanAnySingleSpeciesAndLosesItAll()
    {
        Assert.All(Primary.Value, r =>
        {
            Assert.False(r.Diverged);
            Assert.True(r.Values["weight@0.trainAccuracy"] > 0.9);
            Assert.True(r.Values["weight@0.testAccuracy"] > 2 / 3.0);

            // At 99 % nothing is left of the 48 output weights (47.5 rounds to 48): one answer for all, right for 10 of
            // 30.
            Assert.Equal(10 / 30.0, r.Values["weight@99.testAccuracy"]);
            Assert.Equal(10 / 30.0, r.Values["random@99.testAccuracy"]);
        });
    }

    [Fact]
    public void Run_Primary_EveryAccuracyIsACountOfThirtyFlowers() => Assert.All(
        Primary.Value.SelectMany(r => r.Values.Where(v => v.Key.EndsWith(".testAccuracy", StringComparison.Ordinal))),
        v => Assert.Equal(Math.Round(30 * v.Value), 30 * v.Value, 1e-9));

    [Fact]
    public void Run_Curves_AreTheLevelsOfTheirFamilyFromTheWholeNetOn() => Assert.All(Primary.Value, r =>
    {
        Assert.Equal(Levels.Select(k => (double)k), Study.Axis!.X);
        Assert.Equal(["random.testAccuracy", "weight.testAccuracy"], r.Curves.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Levels.Select(k => r.Values[$"weight@{k}.testAccuracy"]), r.Curves["weight.testAccuracy"]);
        Assert.Equal(Levels.Select(k => r.Values[k == 0 ? "weight@0.testAccuracy" : $"random@{k}.testAccuracy"]),
            r.Curves["random.testAccuracy"]);
    });

    [Theory]
    [InlineData("scope=global")]
    [InlineData("output=spared")]
    public void Run_OtherPruning_StartsFromTheSameTrainedNets(string reading) =>
        Assert.Equal(Primary.Value.Select(r => r.Values["weight@0.testAccuracy"]),
            Run(reading, Seeds).Select(r => r.Values["weight@0.testAccuracy"]));

    [Theory]
    [InlineData("inputs=cm")]
    [InlineData("epochs=400")]
    [InlineData("scope=global")]
    [InlineData("output=spared")]
    [InlineData("retraining=20")]
    public void Run_EveryReading_MovesTheCurve(string reading) =>
        Assert.NotEqual(Primary.Value.Select(Figures), Run(reading, Seeds).Select(Figures));

    [Fact]
    public void Run_Retraining_BringsAccuracyBack()
    {
        var retrained = Run("retraining=20", Seeds);
        Assert.True(retrained.Average(r => r.Values["random@50.testAccuracy"]) > Primary.Value.Average(r =>
            r.Values["random@50.testAccuracy"]) + 0.2);
    }

    [Theory]
    [InlineData("primary")]
    [InlineData("retraining=20")]
    public void Run_Progress_AddsUpToTheReplicatesWhateverWasTrainedBefore(string reading)
    {
        using var session = Study.Open(Device.Cpu);
        foreach (var seeds in new[] { Seeds[..2], Seeds[..3], Seeds[..3] })
        {
            var told = 0.0;
            _ = session.Run(Reading(reading), seeds, part => told += part, TestContext.Current.CancellationToken);
            Assert.Equal(seeds.Length, told, 1e-9);
        }
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        using var session = Study.Open(Device.Cpu);
        Assert.Throws<OperationCanceledException>(() =>
            session.Run(Reading("primary"), Seeds, _ => { }, new(canceled: true)));
    }

    [Fact]
    public void TrainedNet_OneSeed_IsTheNetThatWasMeasured()
    {
        using var session = Study.Open(Device.Cpu);
        var (net, values) = session.TrainedNet(Reading("primary"), 3)!.Value;
        Assert.Equal((4 * 16) + 16 + (16 * 16) + 16 + (16 * 3) + 3, net.ParameterCount);
        Assert.Equal(net.ParameterCount, values.Length);
        Assert.Equal(Primary.Value.Single(r => r.Seed == 3).Values, Run(session, "primary", [3]).Single().Values);
    }

    private static IReadOnlyList<Replicate> Run(string reading, int[] seeds)
    {
        using var session = Study.Open(Device.Cpu);
        return Run(session, reading, seeds);
    }

    private static IReadOnlyList<Replicate> Run(Session session, string reading, int[] seeds) =>
        session.Run(Reading(reading), seeds, _ => { }, TestContext.Current.CancellationToken);

    private static Reading Reading(string id) => Study.Readings.Single(r => r.Id == id);

    /// <summary>All figures of a replicate as text that is equal only where the bits are.</summary>
    private static string Figures(Replicate r) =>
        $"{r.Seed} " + string.Join(' ', r.Values.OrderBy(v => v.Key, StringComparer.Ordinal)
            .Select(v => $"{v.Key}={BitConverter.DoubleToInt64Bits(v.Value):x}"));
}
