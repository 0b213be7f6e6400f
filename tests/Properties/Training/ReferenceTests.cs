using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data;
using Pruning.Shared.Data.Penguins;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Populations;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Training;

public sealed class ReferenceTests
{
    [Fact]
    public void Train_AnyPlan_AgreesWithPlainLoopsInDoublePrecision() => Cases.Check(
        from plan in SmallTraining.Plans
        from batch in Gen.Elements(1, 4, 5, 11, 100)
        from seed in Gen.Choose(1, 1000)
        select (plan: plan with { BatchSize = batch }, seed),
        c =>
        {
            var row = SmallTraining.Train(SmallTraining.TrainingStart(c.seed), c.plan)[0];
            var (values, losses) = new PlainTraining(SmallTraining.Net, SmallTraining.Data, c.plan).Run(
                c.seed, SmallTraining.Initial(c.seed), SmallTraining.Split);

            // Up to 33 steps in float32. Adam divides by the root of squared gradients, so a small gradient's rounding
            // is felt most.
            Assert.All(values.Zip(row.Values), v => Assert.Equal(v.First, v.Second, 1e-5));
            Assert.All(losses.Zip(row.TrainLoss), l => Assert.Equal(l.First, l.Second, 2e-6));
            Assert.Equal(c.plan.Epochs, row.TrainLoss.Length);
        });

    [Fact]
    public void Train_AnyDenseNet_IsThePlainLoopsInSinglePrecisionToTheBit() => Cases.Check(
        from net in Nets.Dense(4).Where(net => Nets.Inputs(net) == 3 && Nets.Outputs(net) >= 3)
        from plan in SmallTraining.Plans
        from batch in Gen.Elements(1, 4, 5, 11, 100)
        from accumulate in Gen.Elements(false, false, true)
        from seed in Gen.Choose(1, 1000)
        select (net, plan: plan with { BatchSize = batch, AccumulateGradients = accumulate }, seed),
        c => AssertExact(c.net, SmallTraining.Data, SmallTraining.Examples, c.plan, c.seed, SmallTraining.Split));

    [Theory]
    [InlineData(16)]
    [InlineData(50)]
    [InlineData(200)]
    public void Train_Penguins_IsThePlainLoopsInSinglePrecisionToTheBit(int batch)
    {
        var data = PenguinData.Instance;
        using var examples = new Examples(data.Examples, Device.Cpu);
        AssertExact(Nets.Penguins, data.Examples, examples, new(new Adam(1e-4), 5, batch), 1, data.PublishedSplit);
    }

    [Fact]
    public void Train_PenguinsFirstFiveEpochs_AgreesWithPlainLoops()
    {
        // ReLU between the layers, the published split and its hyper-parameters: 20 steps of 50.
        var data = PenguinData.Instance;
        using var examples = new Examples(data.Examples, Device.Cpu);
        var plan = new TrainingPlan(new Adam(1e-4), 5, 50);
        var start = Initialization.FanIn(Nets.Penguins, new RandomStream(1, "init"));
        var trainingStart = TrainingStart.Dense([1], [start], [data.PublishedSplit]);
        var cancel = TestContext.Current.CancellationToken;
        var row = Trainer.Train(Nets.Penguins, trainingStart, plan, examples, cancel: cancel)[0];
        var (values, losses) = new PlainTraining(Nets.Penguins, data.Examples, plan).Run(1, start, data.PublishedSplit);
        Assert.All(values.Zip(row.Values), v => Assert.Equal(v.First, v.Second, 1e-6));
        Assert.All(losses.Zip(row.TrainLoss), l => Assert.Equal(l.First, l.Second, 1e-6));
    }

    [Fact]
    public void Train_BatchLargerThanTheSet_IsOneStepOverAllOfIt() => Cases.Check(
        from optimizer in SmallTraining.Optimizers
        from seed in Gen.Choose(1, 1000)
        from batch in Gen.Choose(SmallTraining.TrainingExamples, 1000)
        select (optimizer, seed, batch),
        c => Assert.Equal(
            SmallTraining.Bits(SmallTraining.Train(SmallTraining.TrainingStart(c.seed),
                new(c.optimizer, 2, SmallTraining.TrainingExamples))[0]),
            SmallTraining.Bits(SmallTraining.Train(SmallTraining.TrainingStart(c.seed),
                new(c.optimizer, 2, c.batch))[0])));

    [Fact]
    public void Train_WithoutValidation_HasNoValidationCurve()
    {
        var split = Split.Cut([0, 1, 2, 3], 4, 0, 0);
        var row = SmallTraining.Train(SmallTraining.TrainingStart(1) with { Splits = [split] },
            new(new Adam(0.01), 2, 2))[0];
        Assert.Equal(2, row.TrainLoss.Length);
        Assert.Empty(row.ValidationLoss);
    }

    [Fact]
    public void Train_WithoutCurves_IsTheSameTraining() => Cases.Check(
        from plan in SmallTraining.PruningPlans
        from seed in Gen.Choose(1, 1000)
        select (plan, seed),
        c =>
        {
            var without = SmallTraining.Train(SmallTraining.TrainingStart(c.seed), c.plan with { Curves = false })[0];
            Assert.Empty(without.TrainLoss);
            Assert.Empty(without.ValidationLoss);
            Assert.Equal(
                SmallTraining.Bits(SmallTraining.Train(SmallTraining.TrainingStart(c.seed), c.plan)[0]
                    with
                { TrainLoss = [], ValidationLoss = [] }),
                SmallTraining.Bits(without));
        });

    [Fact]
    public void Train_AnyPlan_ValidationCurveIsTheMeanLossOfThoseExamples() => Cases.Check(
        from plan in SmallTraining.Plans
        from seed in Gen.Choose(1, 1000)
        select (plan, seed),
        c =>
        {
            var row = SmallTraining.Train(SmallTraining.TrainingStart(c.seed), c.plan)[0];
            var expected = Evaluation.Of(SmallTraining.Net, [row.Values], [SmallTraining.Split.Validation],
                SmallTraining.Examples)[0].Loss;
            Assert.Equal((float)expected, row.ValidationLoss[^1]);
        });

    private static void AssertExact(
        Architecture net, DataSet data, Examples examples, TrainingPlan plan, int seed, Split split)
    {
        var start = Initialization.FanIn(net, new RandomStream(seed, "init"));
        var row = Trainer.Train(net, TrainingStart.Dense([seed], [start], [split]), plan, examples)[0];
        var (values, losses) = new ExactTraining(net, data, plan).Run(seed, start, split);
        Assert.Equal(values.Select(BitConverter.SingleToInt32Bits), row.Values.Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(
            losses.Select(BitConverter.SingleToInt32Bits), row.TrainLoss.Select(BitConverter.SingleToInt32Bits));
    }
}
