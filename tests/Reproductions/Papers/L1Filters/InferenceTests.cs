using System.Diagnostics.CodeAnalysis;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Expectations;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Engine;
using Pruning.Tests.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.L1Filters;

/// <summary>
/// The measurement of time: what it yields, that it is taken alone, and that no expected file holds a time.
/// </summary>
public sealed class InferenceTests
{
    private static readonly Claim Claim = Catalogue.Claims.Single(c => c.Id == "l1-filters/inference-time");
    private static readonly CheckRun Check = CheckRun.Of(Claim.Study, Workplace.Machine, 1);

    private static IReadOnlyDictionary<string, double> Values => Check.Replicates[0].Values;

    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    public void Inference_Batch_HasTimesSpreadsAndTheirRatio(int batch)
    {
        Assert.All(["baselineSeconds", "seconds"], time => Assert.InRange(Values[$"pruned@{batch}.{time}"], 1e-7, 10));
        Assert.All(["baselineSpread", "spread"], spread => Assert.InRange(Values[$"pruned@{batch}.{spread}"], 0, 1000));
        Assert.Equal(Values[$"pruned@{batch}.baselineSeconds"] / Values[$"pruned@{batch}.seconds"],
            Values[$"pruned@{batch}.speedup"], 1e-9);
    }

    [Fact]
    public void Inference_ByMultiplyAccumulates_IsTheRatioOfTheCountsByHand() =>
        Assert.Equal(220_320 / 101_592.0, Values["pruned.speedupByMacs"], 1e-12);

    [Fact]
    public void Inference_OneImage_IsDoneSoonerThanManyAndLaterThanItsShare() =>
        Assert.InRange(Values["pruned@1.baselineSeconds"], Values["pruned@256.baselineSeconds"] / 25600,
            Values["pruned@256.baselineSeconds"]);

    [Fact]
    public void Inference_ExpectedEntry_HoldsNoTime()
    {
        var entry = Check.EntryOf(Claim, Workplace.Machine);
        Assert.Equal(["pruned.speedupByMacs"], entry.Metrics.Keys);
        Assert.Equal(Verdict.Measured, entry.Verdict);
        Assert.All(Values.Keys, metric => Assert.Equal(metric == "pruned.speedupByMacs",
            Claim.Study.NatureOf(metric) != Nature.Time));
    }

    [Fact]
    public void Inference_Remark_TellsTimesRatiosAndTheRatioOfWork()
    {
        var remark = Claim.Judge([Made(1, 4e-5), Made(2, 6e-5)], Claim.Readings[0]).Notes[0];
        Assert.Contains("one image: 100 against 50 µs, 2.00", remark, StringComparison.Ordinal);
        Assert.Contains("256 images: 10,000 against 5,000 µs, 2.00", remark, StringComparison.Ordinal);
        Assert.Contains("2 replicates", remark, StringComparison.Ordinal);
        Assert.Contains("alone would make it 2.17 times faster", remark, StringComparison.Ordinal);
    }

    [Fact]
    public void Experiments_ThatMeasureTime_RunAlone() => Assert.Equal(
        ["dynamic/fashion-time", Claim.Study.Id, "taylor/time"],
        Catalogue.Claims.Select(c => c.Study).Where(e => e.OneAtATime).Select(e => e.Id).Distinct());

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Auditor_ExperimentAlone_RunsOneReplicateAtATime(bool alone)
    {
        using var place = new Workplace();
        var experiment = new Crowd(alone);
        var claim = new Claim("dynamic/crowd", "Results", "An invented claim", Published.Nothing("runs"), experiment,
            new MeasurementRule(Quantity.Metric("a.count")));
        _ = place.Audit(new() { Claims = [claim] });
        Assert.Equal(alone ? 1 : Math.Min(2, Environment.ProcessorCount), experiment.Largest);
    }

    private static Replicate Made(int seed, double pruned)
    {
        var values = new Dictionary<string, double> { ["pruned.speedupByMacs"] = 220_320 / 101_592.0 };
        foreach (var (batch, scale) in new[] { (1, 1.0), (256, 100) })
        {
            values[$"pruned@{batch}.baselineSeconds"] = 1e-4 * scale;
            values[$"pruned@{batch}.seconds"] = pruned * scale;
            values[$"pruned@{batch}.baselineSpread"] = values[$"pruned@{batch}.spread"] = 0.1;
            values[$"pruned@{batch}.speedup"] = 2;
        }

        return new(seed, values, Curves.None, Curves.None);
    }

    /// <summary>Counts how many of its runs are under way at once; each waits a while for company.</summary>
    private sealed class Crowd : Study
    {
        private readonly bool alone;
        private readonly object gate = new();
        private int inside;

        public int Largest { get; private set; }

        public override string Id => "dynamic/crowd";

        [SetsRequiredMembers]
        public Crowd(bool alone) => (this.alone, Replicates) = (alone, new(4, 4, 1));

        public override bool OneAtATime => alone;

        public override Session Open(Device device, NetFolder? nets = null) => new Visit(this);

        private void Enter()
        {
            lock (gate)
            {
                inside++;
                Largest = Math.Max(Largest, inside);
                Monitor.PulseAll(gate);
                _ = Largest > 1 || Monitor.Wait(gate, alone ? 20 : 5000);
                inside--;
            }
        }

        private sealed class Visit(Crowd crowd) : Session
        {
            public override IReadOnlyList<Replicate> Run(Reading reading, IReadOnlyList<int> seeds,
                Action<double> advance, CancellationToken cancel)
            {
                crowd.Enter();
                return [.. seeds.Select(s => new Replicate(s, new Dictionary<string, double> { ["a.count"] = s },
                    Curves.None, Curves.None))];
            }
        }
    }
}
