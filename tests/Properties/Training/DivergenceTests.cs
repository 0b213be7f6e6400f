using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Populations;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Training;

public sealed class DivergenceTests
{
    [Fact]
    public void Train_AbsurdLearningRate_EveryRowIsNotFinite()
    {
        // Without tanh on the outputs nothing holds the loss back.
        var net = new Architecture(new Linear("layer1", 3, 4), new Relu(), new Linear("layer2", 4, 3));
        int[] seeds = [1, 2, 3];
        var start = seeds.Select(seed => Initialization.FanIn(net, new(seed, "init"))).ToArray();
        var trainingStart = TrainingStart.Dense(seeds, start,
            [SmallTraining.Split, SmallTraining.Split, SmallTraining.Split]);
        Assert.All(Train(1e30), row => Assert.False(row.Finite));
        Assert.All(Train(0.1), row => Assert.True(row.Finite));

        TrainedModel[] Train(double rate) =>
            Trainer.Train(
                net,
                trainingStart,
                new(new Sgd(rate), 3, SmallTraining.BatchSize),
                SmallTraining.Examples,
                cancel: TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Train_OneRowDiverges_TheOthersAreWhatTheyAreWithoutItToTheBit() => Cases.Check(
        from plan in SmallTraining.PruningPlans
        from seeds in SmallTraining.Seeds(2, 5)
        from bad in Gen.Choose(0, seeds.Length - 1)
        from value in Gen.Elements(float.NaN, float.PositiveInfinity, float.NegativeInfinity)
        from column in Gen.Choose(0, SmallTraining.Net.ParameterCount - 1)
        select (plan, seeds, bad, value, column),
        c =>
        {
            var trainingStart = SmallTraining.TrainingStart(c.seeds);
            var healthy = SmallTraining.Train(trainingStart, c.plan);
            trainingStart.Values[c.bad][c.column] = c.value;
            var rows = SmallTraining.Train(trainingStart, c.plan);
            for (var r = 0; r < rows.Length; r++)
            {
                if (r != c.bad)
                {
                    Assert.Equal(SmallTraining.Bits(healthy[r]), SmallTraining.Bits(rows[r]));
                    Assert.True(rows[r].Finite);
                }
            }

            // Only pruning takes the bad number away: the parameter is then +0, whatever it was. Exact counts hold for
            // a row of whatever numbers.
            Assert.True(!rows[c.bad].Finite || rows[c.bad].Mask[c.column] == 0);
            Assert.Equal(healthy[c.bad].Pruned, rows[c.bad].Pruned);
        });

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Finite_AnyOneBadNumber_IsFalse(float bad)
    {
        Assert.True(new TrainedModel([1], [1], [0.5f], [0.5f]).Finite);
        Assert.False(new TrainedModel([1, bad], [1, 1], [0.5f], [0.5f]).Finite);
        Assert.False(new TrainedModel([1], [1], [0.5f, bad], [0.5f]).Finite);
        Assert.False(new TrainedModel([1], [1], [0.5f], [bad]).Finite);
    }
}
