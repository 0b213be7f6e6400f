using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Pruning.Reproductions.Studies.Measuring;
using Pruning.Shared.Data;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Training;
using Xunit;

namespace Pruning.Tests.Reproductions.Studies;

/// <summary>Nets trained on one data set and then on another.</summary>
public sealed class TransferTests : IDisposable
{
    private const int Seed = 100;

    private static readonly Architecture Net = new(
        new Linear("first", 3, 5), new Relu(), new Linear("second", 5, 4), new Tanh(), new Linear("head", 4, 3));

    /// <summary>Examples in three classes, of which a seed draws twelve.</summary>
    private static readonly StudyData Large = new("large", 12, 6, () => new(Thirds()))
    {
        SplitOf = seed => Split.Cut([.. Enumerable.Range(0, 20).Select(i => (i + seed) % 20)], 12, 2, 6),
    };

    private static readonly Arm Source = Arm.Start(Large, Net, Init.FanIn()).Train(SmallStudy.Training(4));
    private static readonly Arm Start = Arm.Pretrained(SmallStudy.Data, Source, Seed);
    private static readonly Arm Replaced = Start.ReplaceHead(2, Init.FanIn("head"));
    private static readonly int[] Eight = [.. Enumerable.Range(1, 8)];

    private readonly string root = Directory.CreateTempSubdirectory("nets").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Pretrained_EveryReplicate_HasTheNetOfTheSourceForItsSeed()
    {
        var alone = Run(Source, [Seed]).Single();
        Assert.All(Run(Start, Eight), net =>
        {
            Assert.Equal(Bits(alone.Values), Bits(net.Values));
            Assert.Equal(0, net.Pruned);
            Assert.Empty(net.TrainLoss);
        });
        Assert.NotEqual(Bits(alone.Values), Bits(Run(Source, [1]).Single().Values));
    }

    [Fact]
    public void Pretrained_FromAPrunedNet_KeepsItsMask()
    {
        var pruned = Source.Prune(new(Criterion.Magnitude), Amount.OfTotal(0.5));
        var net = Run(Arm.Pretrained(SmallStudy.Data, pruned, Seed), [1]).Single();
        Assert.Equal(Run(pruned, [Seed]).Single().Mask, net.Mask);
        Assert.True(net.Pruned > 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void Pretrained_AnyChunksInAnyOrderOnAnyThread_TrainedOnceToTheSameBits(int chunk)
    {
        var arm = Replaced.Train(SmallStudy.Training(2));
        var expected = Run(arm, Eight).Select(net => Bits(net.Values)).ToArray();
        foreach (int[] seeds in new[] { Eight, [.. Eight.Reverse()] })
        {
            var nets = new TrainedNets();
            using var data = new OpenData(SmallStudy.Data, Device.Cpu);
            Workers.Run([.. seeds.Chunk(chunk)], Device.Cpu, (some, _) =>
            {
                foreach (var (seed, net) in some.Zip(Run(arm, some, nets, data)))
                {
                    Assert.Equal(expected[seed - 1], Bits(net.Values));
                }
            });
            Assert.Equal(1 + 8, nets.Trainings);
        }
    }

    [Fact]
    public void Pretrained_AnotherSession_FindsItInTheFolder()
    {
        var first = new TrainedNets(new(root, "v"), worthAFile: 0);
        var trained = Run(Start, Eight, first);
        Assert.Equal(1, first.Trainings);
        var second = new TrainedNets(new(root, "v"), worthAFile: 0);
        Assert.All(Run(Start, Eight, second).Zip(trained), p =>
            Assert.Equal(Bits(p.Second.Values), Bits(p.First.Values)));
        Assert.Equal(0, second.Trainings);

        var other = new TrainedNets(new(root, "w"), worthAFile: 0);
        Run(Start, Eight, other);
        Assert.Equal(1, other.Trainings);
    }

    [Fact]
    public void Shared_MakerThatFails_LeavesItToTheNext()
    {
        var nets = new TrainedNets();
        var net = NetState.Dense(Net, new float[Net.ParameterCount]);
        Assert.Throws<OperationCanceledException>(() =>
            nets.Shared("key", () => throw new OperationCanceledException()));
        Assert.Same(net, nets.Shared("key", () => net));
        Assert.Same(net, nets.Shared("key", () => throw new OperationCanceledException()));
    }

    [Fact]
    public void Hash_OfAPretrainedArm_TellsDataPlanNetAndSeed()
    {
        Arm[] arms =
        [
            Start,
            Arm.Pretrained(SmallStudy.Data, Source, Seed + 1),
            Arm.Pretrained(SmallStudy.Data, Trained(Large with { Id = "other" }, Net, 4), Seed),
            Arm.Pretrained(SmallStudy.Data, Trained(Large, Net, 5), Seed),
            Arm.Pretrained(SmallStudy.Data, Trained(Large, Net.WithOutputs(4), 4), Seed),
            Replaced,
            Start.ReplaceHead(3, Init.FanIn("head")),
            Start.ReplaceHead(2, Init.FanIn("other")),
            Start.ReplaceHead(2, Init.Glorot("head")),
        ];
        Assert.Equal(arms.Length, arms.Select(a => a.Hash).Distinct().Count());
        Assert.Equal(Start.Hash, Arm.Pretrained(SmallStudy.Data, Trained(Large, Net, 4), Seed).Hash);

        static Arm Trained(StudyData data, Architecture net, int epochs) =>
            Arm.Start(data, net, Init.FanIn()).Train(SmallStudy.Training(epochs));
    }

    [Fact]
    public void ReplaceHead_OtherLayers_KeepTheirBitsAndTheHeadIsEachSeedsOwn()
    {
        var (body, head) = (Net.ParameterCount - 15, new Architecture(new Linear("head", 4, 2)));
        var nets = Run(Replaced, Eight);
        Assert.All(nets.Zip(Run(Start, Eight), Eight), p =>
        {
            var (net, old, seed) = p;
            Assert.Equal(Bits(old.Values[..body]), Bits(net.Values[..body]));
            Assert.Equal(Init.FanIn("head").Draw(head, seed), net.Values[body..]);
            Assert.Equal(body + 10, net.Net.ParameterCount);
        });
        Assert.Equal(8, nets.Select(net => string.Join(',', Bits(net.Values[body..]))).Distinct().Count());
    }

    [Fact]
    public void ReplaceHead_OfAPrunedNet_KeepsTheOtherMasksAndPrunesNothingOfTheHead()
    {
        var pruned = Start.Prune(new(Criterion.Magnitude, Scope.Layerwise), Amount.OfTotal(0.5));
        var (before, after) = (Run(pruned, [1]).Single(), Run(pruned.ReplaceHead(2, Init.FanIn()), [1]).Single());
        var body = Net.ParameterCount - 15;
        Assert.Equal(before.Mask[..body], after.Mask[..body]);
        Assert.Contains(0, before.Mask[body..]);
        Assert.DoesNotContain(0, after.Mask[body..]);
    }

    [Fact]
    public void ReplaceHead_NetThatEndsOtherwise_SaysWhatIsExpected()
    {
        var image = Arm.Start(SmallStudy.Data, new(new Convolution("conv", new(1, 2, 2), 3, 2)), Init.FanIn());
        Assert.Contains("it is conv",
            Assert.Throws<ArgumentException>(() => image.ReplaceHead(2, Init.FanIn())).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Start.ReplaceHead(0, Init.FanIn()));
    }

    [Fact]
    public void Train_HeadAloneThenAll_MovesTheHeadThenAll()
    {
        var alone = Replaced.Train(SmallStudy.Training(2) with { Frozen = ["first", "second"] });
        var (start, head, all) = (Run(Replaced, [1])[0], Run(alone, [1])[0],
            Run(alone.FineTune(SmallStudy.Training(2)), [1])[0]);
        foreach (var range in start.Net.Parameters)
        {
            Assert.Equal(range.Layer != "head", Of(start).SequenceEqual(Of(head)));
            Assert.False(Of(head).SequenceEqual(Of(all)));

            float[] Of(NetState net) => net.Values[range.Offset..(range.Offset + range.Count)];
        }
    }

    [Fact]
    public void ResetAndRewind_AfterAHead_AreToTheValuesSinceIt()
    {
        var pruned = Replaced.Train(SmallStudy.Training(3)).Prune(new(Criterion.Magnitude), Amount.OfTotal(0.5));
        var early = Replaced.Train(SmallStudy.Training(3) with { StopAfterSteps = 2 });
        foreach (var (arm, source) in new[] { (pruned.Reset(), Replaced), (pruned.Rewind(2), early) })
        {
            var (net, from) = (Run(arm, [3])[0], Run(source, [3])[0]);
            Assert.Equal(from.Values.Zip(net.Mask, (w, kept) => kept * w), net.Values);
        }

        Assert.Contains("Train first", Assert.Throws<InvalidOperationException>(() =>
            Arm.Start(SmallStudy.Data, Net, Init.FanIn()).Train(SmallStudy.Training(1))
                .ReplaceHead(2, Init.FanIn()).Rewind(1)).Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Progress_WithAPretraining_AddsUpToTheSeeds(int seeds)
    {
        var nets = new TrainedNets();
        foreach (var _ in new[] { "trained now", "found" })
        {
            var told = new List<double>();
            using var data = new OpenData(SmallStudy.Data, Device.Cpu);
            using var run = new StudyRun(Plan(), [.. Eight.Take(seeds)], data, nets, told.Add,
                TestContext.Current.CancellationToken);
            run.Run();
            Assert.Equal(seeds, told.Sum(), 1e-9);
            Assert.All(told, part => Assert.True(part > -1e-12));
        }
    }

    [Fact]
    public void Cost_OfAPretraining_CountsOnce()
    {
        var plan = Plan();
        var (one, two, three) = (PlanWork.Of(plan, 1), PlanWork.Of(plan, 2), PlanWork.Of(plan, 3));
        Assert.Equal(two - one, three - two, 1e-6);

        // Three passes over twelve examples in each of four epochs, and one more unit an epoch.
        Assert.Equal(4 * (1 + (3.0 * (15 + 20 + 12) * 12)), one - (two - one), 1e-6);
    }

    [Fact]
    public void Readings_WithAPretraining_GeneraliseFromOneNet() => Assert.Equal(
        "seeds, from one pre-trained net",
        new Study<Transfer>("transfer/study", new()) { Replicates = new(4, 2, 2) }.Primary.InferenceScope.Description);

    [Fact]
    public void Session_OfAStudyThatTransfers_RunsAndLearnsMoreThanAHead()
    {
        var study = new Study<Transfer>("transfer/study", new()) { Replicates = new(4, 2, 2) };
        using var session = study.Open(Device.Cpu, new(root, "v"));
        var replicates = session.Run(study.Primary, Eight, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal(8, replicates.Count);
        Assert.All(replicates, r => Assert.True(r.Values["all.trainLoss"] < r.Values["head.trainLoss"]));

        // Cut down after the transfer, each to a shape of its own, and the same one by one in another session.
        Assert.True(replicates.Select(r => r.Values["small.parameters"]).Distinct().Count() > 1);
        using var again = study.Open(Device.Cpu);
        Assert.All(replicates.Reverse(), r => Assert.Equal(
            r.Values,
            again.Run(study.Primary, [r.Seed], _ => { }, TestContext.Current.CancellationToken).Single().Values));
    }

    private static StudyPlan Plan() => new Transfer().Plan(whole: true);

    private static NetState[] Run(Arm arm, int[] seeds, TrainedNets? nets = null)
    {
        using var data = new OpenData(arm.Data, Device.Cpu);
        return Run(arm, seeds, nets ?? new(), data);
    }

    private static NetState[] Run(Arm arm, int[] seeds, TrainedNets nets, OpenData data)
    {
        var plan = new StudyPlan(arm.Data).Measure("only", arm);
        using var run = new StudyRun(plan, seeds, data, nets, _ => { }, TestContext.Current.CancellationToken);
        return run.StatesOf(arm);
    }

    private static int[] Bits(float[] values) => Array.ConvertAll(values, BitConverter.SingleToInt32Bits);

    private static DataSet Thirds()
    {
        float[] inputs = [.. Enumerable.Range(0, 60).Select(i => ((i * 23) % 13 / 6f) - 1)];
        return new("large", 3, 3, inputs, [.. inputs.Chunk(3).Select(x => Array.IndexOf(x, x.Max()))]);
    }

    /// <summary>
    /// Trains a new head on a pre-trained net, then all of it, then prunes, cuts and fine-tunes in turns.
    /// </summary>
    private sealed record Transfer : IStudyDesign
    {
        public StudyPlan Plan(bool whole)
        {
            var plan = new StudyPlan(SmallStudy.Data);
            var head = plan.Pretrained(Source, Seed).ReplaceHead(2, Init.FanIn("head"))
                .Train(SmallStudy.Training(3) with { Frozen = ["first", "second"] });
            var all = head.FineTune(SmallStudy.Training(6));
            var units = new PruningMethod(Criterion.Magnitude) { Granularity = Granularity.Unit, Spared = ["head"] };
            var small = all;
            foreach (var _ in Enumerable.Range(0, 2))
            {
                small = small.Prune(units, Amount.Of(2)).Shrink().FineTune(SmallStudy.Training(2));
            }

            return plan.Measure("head", head, Measure.Losses(byExample: false))
                .Measure("all", all, Measure.Losses(byExample: false))
                .Measure("small", small, Measure.Losses(byExample: false), Measure.Parameters);
        }
    }
}
