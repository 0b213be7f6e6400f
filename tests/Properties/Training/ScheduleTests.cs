using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Training;

[Generated(typeof(Runs))]
public sealed class ScheduleTests
{
    [Property]
    public void Train_ScheduledPruning_RanksTheValuesBeforeTheFirstStepOfItsEpoch((TrainingPlan Plan, int Seed) c)
    {
        var pruning = c.Plan.Schedule[0];
        var until = pruning.Epoch * SmallTraining.StepsPerEpoch;
        var before = Train(c.Plan with { StopAfterSteps = until }, c.Seed);
        var after = Train(c.Plan with { StopAfterSteps = until + 1 }, c.Seed);

        Assert.Equal(0, before.Pruned);
        Assert.Equal(
            SmallTraining.Bits(Train(c.Plan with { Schedule = [], StopAfterSteps = until }, c.Seed)),
                SmallTraining.Bits(before));
        Assert.Equal(
            pruning.Method.Prune(SmallTraining.Net, [before.Values], [before.Mask], [c.Seed], pruning.Amount)[0],
                after.Mask);
    }

    [Property]
    public void Train_ScheduledPruning_TheStepThatFollowsIsTakenByThePrunedNet((TrainingPlan Plan, int Seed) c)
    {
        // Pruned before the very first step: as if the masks had been there from the start.
        var now = c.Plan with { Schedule = [c.Plan.Schedule[0] with { Epoch = 0 }] };
        var pruned = Train(now, c.Seed);
        var ticket = SmallTraining.Train(SmallTraining.TrainingStart(c.Seed) with { Masks = [pruned.Mask] },
            now with { Schedule = [] })[0];
        Assert.Equal(SmallTraining.Bits(ticket), SmallTraining.Bits(pruned));
    }

    [Property]
    public void Train_ScheduledPruning_RemovesExactlyWhatItsAmountSays((TrainingPlan Plan, int Seed) c)
    {
        var row = Train(c.Plan, c.Seed);
        var amount = c.Plan.Schedule[0].Amount;
        var layers = SmallTraining.Net.Of(ParameterRole.Weight).Select(w => w.Count);
        int[] pools = c.Plan.Schedule[0].Method.Scope == Scope.Global ? [layers.Sum()] : [.. layers];
        Assert.Equal(pools.Sum(total => Twice(amount, total)), row.Pruned);
    }

    [Fact]
    public void Train_SeveralPruningsInOneEpoch_HappenInTheirOrder()
    {
        var method = new PruningMethod(Criterion.Magnitude);
        var plan = new TrainingPlan(new Adam(0.01), 1, SmallTraining.BatchSize)
        {
            Schedule = [new(0, method, Amount.OfTotal(0.5)), new(0, method, Amount.OfRemaining(0.5))],
        };
        Assert.Equal(12 + 6, Train(plan, 1).Pruned);
        Assert.Equal(12, Train(plan with { Schedule = [plan.Schedule[1], plan.Schedule[0]] }, 1).Pruned);
    }

    [Fact]
    public void Train_PruningAfterTheLastEpoch_NeverHappens()
    {
        var plan = new TrainingPlan(new Adam(0.01), 2, SmallTraining.BatchSize)
        {
            Schedule = [new(2, new(Criterion.Magnitude), Amount.OfTotal(0.5))],
        };
        Assert.Equal(0, Train(plan, 1).Pruned);
    }

    [Property]
    public void Train_StoppedAfterSteps_IsTheBeginningOfTheWholeRun((TrainingPlan Plan, int Seed) c)
    {
        var whole = Train(c.Plan, c.Seed);
        var epochs = c.Plan.Epochs - 1;
        var part = Train(c.Plan with { StopAfterSteps = epochs * SmallTraining.StepsPerEpoch }, c.Seed);
        Assert.Equal(whole.TrainLoss[..epochs], part.TrainLoss);
        Assert.Equal(whole.ValidationLoss[..epochs], part.ValidationLoss);
        Assert.Equal(
            SmallTraining.Bits(whole),
            SmallTraining.Bits(Train(c.Plan with { StopAfterSteps = c.Plan.Epochs * SmallTraining.StepsPerEpoch },
                c.Seed)));
    }

    /// <summary>Plans that prune on the way, and seeds.</summary>
    public static class Runs
    {
        public static Arbitrary<(TrainingPlan Plan, int Seed)> Any { get; } = (
            from plan in SmallTraining.PruningPlans
            from seed in Gen.Choose(1, 1000)
            select (plan, seed)).ToArbitrary();
    }

    private static TrainedModel Train(TrainingPlan plan, int seed) =>
        SmallTraining.Train(SmallTraining.TrainingStart(seed), plan)[0];

    private static int Twice(Amount amount, int total)
    {
        var first = amount.Count(total, total);
        return first + amount.Count(total, total - first);
    }
}
