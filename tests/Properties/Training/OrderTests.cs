using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Training;

/// <summary>Training examples in the split's order, epoch after epoch.</summary>
public sealed class OrderTests
{
    [Fact]
    public void Train_Unshuffled_DoesNotDependOnTheSeedsBatchOrder() => Cases.Check(
        from plan in SmallTraining.Plans
        from seeds in SmallTraining.Seeds(2, 2)
        select (plan: plan with { Shuffled = false }, seeds),
        c =>
        {
            var trainingStart = SmallTraining.TrainingStart(c.seeds);
            var rows = SmallTraining.Train(trainingStart
                with
            { Values = [trainingStart.Values[0], trainingStart.Values[0]] }, c.plan);
            Assert.Equal(SmallTraining.Bits(rows[0]), SmallTraining.Bits(rows[1]));
        });

    [Fact]
    public void Train_Unshuffled_IsThePlainLoopsInTheSplitsOrder() => Cases.Check(
        from plan in SmallTraining.Plans
        from batch in Gen.Elements(1, 4, 5, 11, 100)
        from seed in Gen.Choose(1, 1000)
        from order in Gen.Shuffle(SmallTraining.Split.Train)
        select (plan: plan with { Shuffled = false, BatchSize = batch }, seed, order),
        c =>
        {
            var split = SmallTraining.Split with { Train = c.order };
            var row = SmallTraining.Train(SmallTraining.TrainingStart(c.seed) with { Splits = [split] }, c.plan)[0];
            var (values, _) = new PlainTraining(SmallTraining.Net, SmallTraining.Data, c.plan)
                .Run(c.seed, SmallTraining.Initial(c.seed), split);
            Assert.All(values.Zip(row.Values), v => Assert.Equal(v.First, v.Second, 1e-5));
        });

    [Fact]
    public void Train_Unshuffled_DiffersFromShuffled() => Cases.Check(
        from plan in SmallTraining.Plans
        from seed in Gen.Choose(1, 1000)
        select (plan: plan with { BatchSize = 1, Optimizer = new Sgd(0.1) }, seed),
        c => Assert.NotEqual(
            SmallTraining.Train(SmallTraining.TrainingStart(c.seed), c.plan)[0].Values,
            SmallTraining.Train(SmallTraining.TrainingStart(c.seed), c.plan with { Shuffled = false })[0].Values));
}
