using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Pruning.Reproductions.Studies.Measuring;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Surgery;
using Pruning.Shared.Training;
using Xunit;

namespace Pruning.Tests.Reproductions.Studies;

/// <summary>
/// Pruning, surgery and fine-tuning in turns, with units that compete over layers: replicates then have nets of
/// different shapes.
/// </summary>
public sealed class AlternationTests
{
    private static readonly Architecture Net = new(
        new Linear("first", 3, 6), new Relu(), new Linear("second", 6, 5), new Tanh(), new Linear("head", 5, 2));

    private static readonly PruningMethod Units = new(Criterion.Magnitude)
    {
        Granularity = Granularity.Unit,
        Norm = Norm.L1,
        Spared = ["head"],
    };

    private static readonly int[] Eight = [.. Enumerable.Range(1, 8)];
    private static readonly Arm Trained = Arm.Start(SmallStudy.Data, Net, Init.FanIn()).Train(SmallStudy.Training(3));
    private static readonly Arm Pruned = Trained.Prune(Units, Amount.Of(3));
    private static readonly Arm Shrunken = Pruned.Shrink();
    private static readonly Arm Alternated = Shrunken.FineTune(SmallStudy.Training(2))
        .Prune(Units, Amount.Of(2)).Shrink().FineTune(SmallStudy.Training(2)).Prune(Units, Amount.Of(1));

    private static readonly OptimizerSettings[] Each = [new Sgd(0.1, 0.9, 1e-3), new Adam(0.01), new RmsProp(0.01)];

    [Fact]
    public void Shrink_UnitsOfOnePool_EachReplicateHasTheShapeOfItsOwnMask()
    {
        var (small, whole) = (States(Shrunken, Eight), States(Pruned, Eight));
        Assert.All(small.Zip(whole), p =>
        {
            var kept = KeptGroups.Under(Net, p.Second.Mask);
            Assert.Equal(kept.Smaller(), p.First.Net);
            Assert.Equal(8, kept.Layers.Sum(l => l.Kept.Length));
            Assert.Equal(0, p.First.Pruned);
        });
        Assert.True(Shapes(small) > 1);
    }

    [Fact]
    public void Evaluate_ShrunkenNets_EqualTheNetsInWhichAllThatIsGoneIsMasked()
    {
        using var data = new OpenData(SmallStudy.Data, Device.Cpu);
        using var run = RunOf(Shrunken, Eight, data);
        var found = run.Evaluate(Shrunken, Examine.Test);
        foreach (var (state, result, row) in run.StatesOf(Pruned).Zip(found, Enumerable.Range(0, 8)))
        {
            var mask = KeptGroups.Under(Net, state.Mask).Mask();
            float[] values = [.. state.Values.Zip(mask, (w, kept) => kept == 0 ? 0 : w)];
            var expected = Evaluation.Of(Net, [values], [run.Splits[row].Test], data.Test).Single();
            Assert.Equal(expected.Losses, result.Losses);
            Assert.Equal(expected.Predicted, result.Predicted);
        }
    }

    [Fact]
    public void Evaluate_ShrunkenNetsWithoutBiases_EqualTheMaskedOnes()
    {
        var masked = Trained.WithoutBiases().Prune(Units, Amount.Of(3));
        using var data = new OpenData(SmallStudy.Data, Device.Cpu);
        using var run = RunOf(masked, Eight, data);
        Assert.All(
            run.Evaluate(masked, Examine.Train).Zip(run.Evaluate(masked.Shrink(), Examine.Train)),
            p => Assert.Equal(p.First.Losses, p.Second.Losses));
    }

    [Fact]
    public void Train_ShrunkenNets_EndWhereTheNetsEndInWhichAllThatIsGoneIsMasked()
    {
        foreach (var optimizer in Each)
        {
            var plan = new TrainingPlan(optimizer, 3, BatchSize: 4);
            using var data = new OpenData(SmallStudy.Data, Device.Cpu);
            using var run = RunOf(Shrunken, Eight, data);
            var found = run.StatesOf(Shrunken.Train(plan));
            foreach (var (state, net, row) in run.StatesOf(Pruned).Zip(found, Enumerable.Range(0, 8)))
            {
                var kept = KeptGroups.Under(Net, state.Mask);
                var start = new TrainingStart([Eight[row]], [state.Values], [kept.Mask()], [run.Splits[row]]);
                var whole = Trainer.Train(Net, start, plan, data.Train,
                    cancel: TestContext.Current.CancellationToken).Single();
                Assert.Equal(SmallerNets.Cut([whole.Values], [kept]).Rows[0], net.Values);
                Assert.Equal(whole.TrainLoss, net.TrainLoss);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void Alternate_AnyChunksOnAnyThread_EachNetIsWhatItWouldBeAlone(int chunk)
    {
        var alone = Eight.Select(seed => Replicates([seed]).Single()).ToArray();
        var together = new Replicate[8];
        Workers.Run([.. Eight.Reverse().Chunk(chunk)], Device.Cpu, (seeds, _) =>
        {
            foreach (var replicate in Replicates(seeds))
            {
                together[replicate.Seed - 1] = replicate;
            }
        });
        Assert.All(alone.Zip(together), p =>
        {
            Assert.Equal(p.First.Values, p.Second.Values);
            Assert.Equal(p.First.Examples["end.testAccuracy"], p.Second.Examples["end.testAccuracy"]);
        });
        Assert.True(alone.Select(r => r.Values["small.parameters"]).Distinct().Count() > 1);
        Assert.Equal(
            Eight.SelectMany(seed => Bits(States(Alternated, [seed]).Single())),
            States(Alternated, Eight).SelectMany(Bits));
    }

    [Fact]
    public void Train_ShrunkenNetsOfDifferentShapes_MeasuresEachAfterEveryEpoch()
    {
        var arm = Shrunken.Train(SmallStudy.Training(3), measureEpochs: true);
        Assert.Equal(
            Eight.Select(seed => States(arm, [seed]).Single().EpochAccuracy),
            States(arm, Eight).Select(net => net.EpochAccuracy));
    }

    [Fact]
    public void Sweep_OfNetsOfDifferentShapes_IsWhatItIsForEachAlone()
    {
        var last = new PruningMethod(Criterion.Magnitude) { Spared = ["first", "second"] };
        var plan = new StudyPlan(SmallStudy.Data).Sweep("weight", [0, 25, 50, 75], Shrunken,
            k => Shrunken.Prune(last, Amount.OfTotal(k / 100.0)));
        Assert.Equal(
            Eight.Select(seed => HandNets.Run(plan, seed).Single().Curves["weight.testAccuracy"]),
            HandNets.Run(plan, Eight).Select(r => r.Curves["weight.testAccuracy"]));
    }

    [Fact]
    public void ReplaceHead_OfNetsOfDifferentShapes_KeepsEachBody()
    {
        var (before, after) = (States(Shrunken, Eight), States(Shrunken.ReplaceHead(3, Init.FanIn("head")), Eight));
        Assert.All(before.Zip(after), p =>
        {
            var body = p.First.Net.Parameters.First(range => range.Layer == "head").Offset;
            Assert.Equal(p.First.Values[..body], p.Second.Values[..body]);
            Assert.Equal(p.First.Net.WithOutputs(3), p.Second.Net);
        });
    }

    [Fact]
    public void Shrink_MaskThatLeavesALayerEmpty_NamesSeedLayerAndWayOut()
    {
        var arm = Trained.Prune(Units with { Spared = ["first", "head"] }, Amount.Of(5)).Shrink();
        var message = Assert.Throws<InvalidOperationException>(() => States(arm, [7])).Message;
        Assert.Contains("seed 7", message);
        Assert.Contains("second would be empty", message);
        Assert.Contains("Prune fewer", message);
    }

    [Fact]
    public void Progress_OfAlternation_AddsUpToTheSeeds()
    {
        var told = new List<double>();
        using var data = new OpenData(SmallStudy.Data, Device.Cpu);
        using var run = new StudyRun(Plan(), Eight, data, new(), told.Add, TestContext.Current.CancellationToken);
        run.Run();
        Assert.Equal(8, told.Sum(), 1e-9);
        Assert.All(told, part => Assert.True(part > -1e-12));
    }

    private static StudyPlan Plan() => new StudyPlan(SmallStudy.Data)
        .Measure("small", Shrunken, Measure.Losses(byExample: false), Measure.Parameters)
        .Measure("end", Alternated, Measure.TestAccuracy, Measure.Parameters, Measure.Removed);

    private static IReadOnlyList<Replicate> Replicates(int[] seeds) => HandNets.Run(Plan(), seeds);

    private static NetState[] States(Arm arm, int[] seeds)
    {
        using var data = new OpenData(arm.Data, Device.Cpu);
        using var run = RunOf(arm, seeds, data);
        return run.StatesOf(arm);
    }

    private static StudyRun RunOf(Arm arm, int[] seeds, OpenData data) => new(
        new StudyPlan(arm.Data).Measure("only", arm), seeds, data, new(), _ => { },
        TestContext.Current.CancellationToken);

    private static int Shapes(NetState[] nets) => nets.Select(net => net.Net).Distinct().Count();

    private static int[] Bits(NetState net) => Array.ConvertAll(net.Values, BitConverter.SingleToInt32Bits);
}
