using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Training;

/// <summary>Gradients that are never set to zero.</summary>
public sealed class AccumulationTests
{
    private static readonly Gen<(TrainingPlan Plan, int Seed)> Any =
        from plan in SmallTraining.Plans
        from seed in Gen.Choose(1, 1000)
        select (plan with { AccumulateGradients = true }, seed);

    [Fact]
    public void Train_PlainSgdAccumulating_IsThePlainLoopsOverSummedGradients() => Cases.Check(
        from plan in SmallTraining.Plans
        from seed in Gen.Choose(1, 1000)
        from batch in Gen.Elements(1, 4, 5, 11, 100)
        select (plan: plan with { Optimizer = new Sgd(0.05), AccumulateGradients = true, BatchSize = batch }, seed),
        c => AssertPlain(c.plan, c.seed, 1e-4));

    [Fact]
    public void Train_AnyOptimizerAccumulating_IsThePlainLoopsOverSummedGradients() =>
        Cases.Check(Any, c => AssertPlain(c.Plan, c.Seed, 1e-4));

    [Fact]
    public void Train_SmallStepsOverTheWholeSet_TheTthMovesTTimesAsFar() => Cases.Check(
        from seed in Gen.Choose(1, 1000)
        from steps in Gen.Choose(2, 6)
        select (seed, steps),
        c =>
        {
            // The net hardly moves, so every step's own gradient is the first's: 1 + 2 + … + t of them in all, t where
            // they are zeroed.
            var start = SmallTraining.Initial(c.seed);
            var plan = new TrainingPlan(new Sgd(1e-3), c.steps, SmallTraining.TrainingExamples) { Curves = false };
            var one = ChangedArms(plan with { Epochs = 1 });
            Assert.Equal(
                c.steps * (c.steps + 1) / 2.0 * one, ChangedArms(plan with { AccumulateGradients = true }), 0.05 * one);
            Assert.Equal(c.steps * one, ChangedArms(plan), 0.05 * one);

            double ChangedArms(TrainingPlan plan) =>
                Math.Sqrt(Train(plan, c.seed).Values.Zip(start, (a, b) => Math.Pow(a - b, 2)).Sum());
        });

    [Fact]
    public void Train_FirstStep_IsTheSameAsZeroedAndTheSecondIsNot() => Cases.Check(Any, c =>
    {
        Assert.Equal(
            Bits(c.Plan with { StopAfterSteps = 1 }),
            Bits(c.Plan with { StopAfterSteps = 1, AccumulateGradients = false }));
        Assert.NotEqual(
            Bits(c.Plan with { StopAfterSteps = 2 }),
            Bits(c.Plan with { StopAfterSteps = 2, AccumulateGradients = false }));

        int[] Bits(TrainingPlan plan) => SmallTraining.Bits(Train(plan, c.Seed));
    });

    [Fact]
    public void Train_InCompany_RowEqualsTheRowAloneToTheBit() => Cases.Check(
        from c in Any
        from seeds in SmallTraining.Seeds(2, 5)
        select (c.Plan, seeds),
        c => Assert.Equal(
            c.seeds.Select(seed => SmallTraining.Bits(Train(c.Plan, seed))),
            SmallTraining.Train(SmallTraining.TrainingStart(c.seeds), c.Plan).Select(SmallTraining.Bits)));

    [Fact]
    public void Train_UnderAMask_NothingPrunedReturns() => Cases.Check(
        from c in Any
        from mask in SmallTraining.Masks
        select (c.Plan, c.Seed, mask),
        c =>
        {
            var row = SmallTraining.Train(SmallTraining.TrainingStart(c.Seed) with { Masks = [c.mask] }, c.Plan)[0];
            Assert.All(row.Values.Zip(c.mask), v => Assert.True(v.Second == 1 || v.First == 0));
        });

    [Fact]
    public void Plan_Default_ZeroesTheGradients() =>
        Assert.False(new TrainingPlan(new Sgd(0.1), 1, 1).AccumulateGradients);

    private static TrainedModel Train(TrainingPlan plan, int seed) =>
        SmallTraining.Train(SmallTraining.TrainingStart(seed), plan)[0];

    private static void AssertPlain(TrainingPlan plan, int seed, double tolerance)
    {
        var row = Train(plan, seed);
        var (values, losses) = new PlainTraining(SmallTraining.Net, SmallTraining.Data, plan)
            .Run(seed, SmallTraining.Initial(seed), SmallTraining.Split);
        Assert.All(values.Zip(row.Values), v => Assert.Equal(v.First, v.Second, tolerance));
        Assert.All(losses.Zip(row.TrainLoss), l => Assert.Equal(l.First, l.Second, tolerance));
    }
}
