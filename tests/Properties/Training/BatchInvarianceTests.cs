using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data;
using Pruning.Shared.Data.Penguins;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Populations;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Training;

public sealed class BatchInvarianceTests
{
    [Fact]
    public void Train_RowInAnyCompanyAndOrder_EqualsTheRowAloneToTheBit() => Cases.Check(
        from plan in SmallTraining.PruningPlans
        from seeds in SmallTraining.Seeds(2, 6)
        from others in SmallTraining.Seeds(1, 5)
        select (plan, seeds, others),
        c =>
        {
            var together = SmallTraining.Train(SmallTraining.TrainingStart(c.seeds), c.plan);
            var alone = c.seeds.Select(seed => SmallTraining.Train(SmallTraining.TrainingStart(seed), c.plan)[0])
                .ToArray();
            int[] order = [.. c.others, .. c.seeds.Reverse()];
            var elsewhere = SmallTraining.Train(SmallTraining.TrainingStart(order), c.plan).Skip(c.others.Length)
                .Reverse().ToArray();
            Assert.Equal(alone.Select(SmallTraining.Bits), together.Select(SmallTraining.Bits));
            Assert.Equal(alone.Select(SmallTraining.Bits), elsewhere.Select(SmallTraining.Bits));
        });

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(32)]
    public void Train_PenguinsInChunks_DoNotDependOnTheirSize(int chunk)
    {
        int[] seeds = [.. Enumerable.Range(1, 32)];
        var expected = Penguins([.. seeds.Reverse()]).Reverse();
        var actual = seeds.Chunk(chunk).SelectMany(Penguins);
        Assert.Equal(expected.Select(SmallTraining.Bits), actual.Select(SmallTraining.Bits));
    }

    [Theory]
    [InlineData(5000)]
    [InlineData(20000)]
    [InlineData(40000)]
    public void Train_ManyFeatures_RowEqualsTheRowAloneAndThePlainLoopsToTheBit(int features)
    {
        // So wide that a product's sums are cut into several stretches.
        var inputs = new float[11 * features];
        new RandomStream(1, "wide").Uniform(inputs, 0.02);
        var data = new DataSet("wide", features, 3, inputs, [.. Enumerable.Range(0, 11).Select(i => i % 3)]);
        var net = new Architecture(new Linear("only", features, 3), new Tanh());
        var plan = new TrainingPlan(new Sgd(0.1, 0.9), 2, 4);
        var split = Split.Cut(Enumerable.Range(0, 11).ToArray(), 11, 0, 0);
        using var examples = new Examples(data, Device.Cpu);

        int[] seeds = [1, 2, 3, 4, 5];
        var together = Train(seeds);
        Assert.Equal(seeds.Select(seed => SmallTraining.Bits(Train([seed])[0])), together.Select(SmallTraining.Bits));
        var (values, _) = new ExactTraining(net, data, plan).Run(1, Start(1), split);
        Assert.Equal(
            values.Select(BitConverter.SingleToInt32Bits), together[0].Values.Select(BitConverter.SingleToInt32Bits));

        float[] Start(int seed) => Initialization.FanIn(net, new RandomStream(seed, "init"));

        TrainedModel[] Train(int[] some) => Trainer.Train(
            net,
            TrainingStart.Dense(some, [.. some.Select(Start)], [.. some.Select(_ => split)]),
            plan,
            examples,
            cancel: TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Train_SameSeedTwice_SameBits() => Cases.Check(
        from plan in SmallTraining.PruningPlans
        from seed in Gen.Choose(1, 1000)
        select (plan, seed),
        c => Assert.Equal(
            SmallTraining.Bits(SmallTraining.Train(SmallTraining.TrainingStart(c.seed), c.plan)[0]),
            SmallTraining.Bits(SmallTraining.Train(SmallTraining.TrainingStart(c.seed), c.plan)[0])));

    [Fact]
    public void Train_DifferentSeeds_DifferInValuesAndCurves() => Cases.Check(
        from plan in SmallTraining.Plans
        from seeds in SmallTraining.Seeds(2, 2)
        select (plan, seeds),
        c =>
        {
            var rows = SmallTraining.Train(SmallTraining.TrainingStart(c.seeds), c.plan);
            Assert.NotEqual(rows[0].Values, rows[1].Values);
            Assert.NotEqual(rows[0].TrainLoss, rows[1].TrainLoss);
        });

    [Fact]
    public void Train_SameStartOtherSeed_DiffersByTheBatchOrderOnly() => Cases.Check(
        from optimizer in SmallTraining.Optimizers
        from seeds in SmallTraining.Seeds(2, 2)
        select (optimizer, seeds),
        c =>
        {
            var trainingStart = SmallTraining.TrainingStart(c.seeds);
            trainingStart = trainingStart with { Values = [trainingStart.Values[0], trainingStart.Values[0]] };
            var rows = SmallTraining.Train(trainingStart, new(c.optimizer, 2, SmallTraining.BatchSize));
            Assert.NotEqual(rows[0].Values, rows[1].Values);

            // With the whole set in one batch there is no order to differ by but that of the sum.
            var whole = SmallTraining.Train(trainingStart, new(new Sgd(0.1), 2, SmallTraining.TrainingExamples));
            Assert.All(whole[0].Values.Zip(whole[1].Values), v => Assert.Equal(v.First, v.Second, 1e-6));
        });

    [Fact]
    public void Train_OnTwoThreadsAtOnce_EqualsOneAfterTheOther() => Cases.Check(
        from plan in SmallTraining.PruningPlans
        from seeds in SmallTraining.Seeds(4, 8)
        select (plan, seeds),
        c => Assert.Equal(OnWorkers(c.plan, c.seeds, limit: 1), OnWorkers(c.plan, c.seeds, limit: null)));

    private static int[][] OnWorkers(TrainingPlan plan, int[] seeds, int? limit)
    {
        var bits = new int[seeds.Length][];
        Workers.Run(
            [.. Enumerable.Range(0, seeds.Length)],
            Device.Cpu,
            (i, _) => bits[i] = SmallTraining.Bits(SmallTraining.Train(SmallTraining.TrainingStart(seeds[i]), plan)[0]),
            limit);
        return bits;
    }

    /// <summary>
    /// Three epochs of the penguins' task, 17 % of what is left going before the second and the third.
    /// </summary>
    private static TrainedModel[] Penguins(int[] seeds)
    {
        using var examples = new Examples(PenguinData.Instance.Examples, Device.Cpu);
        var method = new PruningMethod(Criterion.Magnitude);
        var plan = new TrainingPlan(new Adam(1e-4), 3, 50)
        {
            Schedule = [new(1, method, Amount.OfRemaining(0.17)), new(2, method, Amount.OfRemaining(0.17))],
        };
        float[][] start =
            [.. seeds.Select(seed => Initialization.FanIn(Nets.Penguins, new RandomStream(seed, "init")))];
        return Trainer.Train(
            Nets.Penguins,
            TrainingStart.Dense(seeds, start, [.. seeds.Select(_ => PenguinData.Instance.PublishedSplit)]),
            plan,
            examples);
    }
}
