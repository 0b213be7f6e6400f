using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Training;

public sealed class LearningRateTests
{
    [Fact]
    public void Factor_Constant_IsOne() => Cases.Check(
        Gen.Choose(0, 100000), step => Assert.Equal(1, LearningRateSchedule.Constant.Factor(step, 7, 20)));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(19, 1)]
    [InlineData(20, 0.5)]
    [InlineData(29, 0.5)]
    [InlineData(30, 0.25)]
    [InlineData(99, 0.25)]
    public void Factor_HalvedAtEpochsTwoAndThreeOfTenSteps_FallsAtStepsTwentyAndThirty(int step, double expected) =>
        Assert.Equal(expected, LearningRateSchedule.StepDecay(0.5, 2, 3).Factor(step, 10, 10));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(20, 0.75)]
    [InlineData(30, 0.5)]
    [InlineData(40, 0.25)]
    [InlineData(60, 0)]
    public void Factor_CosineOverSixtySteps_IsTheHandComputedOne(int step, double expected)
    {
        // cos 0 = 1, cos π/3 = ½, cos π/2 = 0, cos 2π/3 = −½, cos π = −1.
        Assert.Equal(expected, LearningRateSchedule.Cosine().Factor(step, 10, 6), 1e-15);
        Assert.Equal(0.2 + (0.8 * expected), LearningRateSchedule.Cosine(0.2).Factor(step, 10, 6), 1e-15);
    }

    [Fact]
    public void Factor_Cosine_IsTheLibrarysAndNeverRises() => Cases.Check(
        from steps in Gen.Choose(1, 500)
        from epochs in Gen.Choose(1, 200)
        from step in Gen.Choose(0, (steps * epochs) - 1)
        select (steps, epochs, step),
        c =>
        {
            var cosine = LearningRateSchedule.Cosine();
            var expected = 0.5 * (1 + Math.Cos(Math.PI * c.step / (c.steps * c.epochs)));
            Assert.Equal(expected, cosine.Factor(c.step, c.steps, c.epochs), 1e-15);
            Assert.True(cosine.Factor(c.step + 1, c.steps, c.epochs) <= cosine.Factor(c.step, c.steps, c.epochs));
        });

    [Fact]
    public void Train_FactorAtEachEpoch_IsTheRunGoneOnWithAtThatRate() => Cases.Check(
        from factor in Gen.Elements(0.5, 0.1, 2)
        from decay in Gen.Elements(0, 0.01)
        from seed in Gen.Choose(1, 1000)
        select (factor, decay, seed),
        c =>
        {
            // In the split's order, so that the second part takes the same batches; plain SGD remembers nothing.
            var plan = new TrainingPlan(new Sgd(0.1, 0, c.decay), 2, SmallTraining.BatchSize) { Shuffled = false };
            var whole = SmallTraining.Train(
                SmallTraining.TrainingStart(c.seed), plan
                    with
                { LearningRates = LearningRateSchedule.StepDecay(c.factor, 1) })[0];
            var first = SmallTraining.Train(SmallTraining.TrainingStart(c.seed), plan with { Epochs = 1 })[0];
            var rest = plan with { Epochs = 1, Optimizer = new Sgd(0.1 * c.factor, 0, c.decay) };
            var second = SmallTraining.Train(SmallTraining.TrainingStart(c.seed) with { Values = [first.Values] },
                rest)[0];
            Assert.Equal(
                second.Values.Select(BitConverter.SingleToInt32Bits),
                whole.Values.Select(BitConverter.SingleToInt32Bits));
            Assert.NotEqual(first.Values, whole.Values);
        },
        50);

    [Fact]
    public void Train_FirstEpochsFactor_IsThatRateWithAnyOptimizer() => Cases.Check(
        from optimizer in Gen.Elements<OptimizerSettings>(
            new Sgd(0.1, 0.9), new Adam(0.1), new RmsProp(0.1), new Adadelta(0.1))
        from seed in Gen.Choose(1, 1000)
        select (optimizer, seed),
        c =>
        {
            OptimizerSettings half = c.optimizer switch
            {
                Sgd o => o with { LearningRate = 0.05 },
                Adam o => o with { LearningRate = 0.05 },
                RmsProp o => o with { LearningRate = 0.05 },
                Adadelta o => o with { LearningRate = 0.05 },
                var other => other,
            };
            var plan = new TrainingPlan(c.optimizer, 2, SmallTraining.BatchSize)
            {
                LearningRates = LearningRateSchedule.StepDecay(0.5, 0),
            };
            var expected = SmallTraining.Train(SmallTraining.TrainingStart(c.seed),
                new(half, 2, SmallTraining.BatchSize))[0];
            Assert.Equal(SmallTraining.Bits(expected),
                SmallTraining.Bits(SmallTraining.Train(SmallTraining.TrainingStart(c.seed), plan)[0]));
            Assert.NotEqual(
                SmallTraining.Bits(expected),
                SmallTraining.Bits(
                    SmallTraining.Train(SmallTraining.TrainingStart(c.seed),
                        plan with { LearningRates = LearningRateSchedule.Constant })[0]));
        },
        40);

    [Fact]
    public void Train_StoppedAfterSteps_TakesTheWholePlansRates()
    {
        // The cosine runs over the plan's epochs, wherever it is stopped.
        var plan = new TrainingPlan(new Adam(0.01), 3, SmallTraining.BatchSize)
        {
            LearningRates = LearningRateSchedule.Cosine(),
        };
        var whole = SmallTraining.Train(SmallTraining.TrainingStart(1), plan)[0];
        var part = SmallTraining.Train(SmallTraining.TrainingStart(1),
            plan with { StopAfterSteps = 2 * SmallTraining.StepsPerEpoch })[0];
        Assert.Equal(whole.TrainLoss[..2], part.TrainLoss);
        Assert.NotEqual(whole.TrainLoss[..2], SmallTraining.Train(SmallTraining.TrainingStart(1),
            plan with { Epochs = 2 })[0].TrainLoss);
    }

    [Fact]
    public void Name_EverySchedule_TellsItsConstants()
    {
        Assert.Equal("constant", LearningRateSchedule.Constant.Name);
        Assert.Equal("step-decay(0.1 at 80 120)", LearningRateSchedule.StepDecay(0.1, 80, 120).Name);
        Assert.Equal("cosine(0.01)", LearningRateSchedule.Cosine(0.01).Name);
        Assert.Equal(LearningRateSchedule.StepDecay(0.1, 80, 120), LearningRateSchedule.StepDecay(0.1, 80, 120));
        Assert.NotEqual(LearningRateSchedule.StepDecay(0.1, 80), LearningRateSchedule.StepDecay(0.1, 80, 120));
    }

    [Fact]
    public void Schedules_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => LearningRateSchedule.StepDecay(0, 1));
        Assert.Throws<ArgumentException>(() => LearningRateSchedule.StepDecay(double.NaN, 1));
        Assert.Throws<ArgumentException>(() => LearningRateSchedule.StepDecay(0.1, 2, 2));
        Assert.Throws<ArgumentException>(() => LearningRateSchedule.StepDecay(0.1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Cosine(1.5));
    }
}
