using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Pruning;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Training;

/// <summary>What happens before or after single steps of an epoch: prunings, and records of the validation loss.</summary>
public sealed class StepScheduleTests
{
    private const int Epochs = 4;
    private const int AllSteps = Epochs * SmallTraining.StepsPerEpoch;

    private static readonly PruningMethod Method = new(Criterion.Magnitude);

    private static readonly Gen<(TrainingPlan Plan, int Step, int Seed)> Prunings =
        from plan in SmallTraining.Plans
        from step in Gen.Choose(0, AllSteps - 1)
        from seed in Gen.Choose(1, 1000)
        select (plan with { Epochs = Epochs }, step, seed);

    private static readonly Gen<(TrainingPlan Plan, int Every, int Seed)> Validations =
        from plan in Gen.OneOf(SmallTraining.Plans.Select(p => p with { Epochs = Epochs }), SmallTraining.PruningPlans)
        from every in Gen.Choose(1, AllSteps)
        from seed in Gen.Choose(1, 1000)
        select (plan, every, seed);

    [Fact]
    public void Train_PruningBeforeAStep_IsOfTheNetThatTheStepsBeforeGive() => Cases.Check(Prunings, c =>
    {
        var pruned = c.Plan with
        {
            Schedule =
            [
                new(c.Step / SmallTraining.StepsPerEpoch, Method, Amount.OfTotal(0.5))
                {
                    BeforeStep = c.Step % SmallTraining.StepsPerEpoch,
                },
            ],
        };
        var before = Train(c.Plan with { StopAfterSteps = c.Step }, c.Seed);
        Assert.Equal(before.Values, Train(pruned with { StopAfterSteps = c.Step }, c.Seed).Values);
        var mask = Method.Prune(SmallTraining.Net, [before.Values], [before.Mask], [c.Seed], Amount.OfTotal(0.5))[0];
        var after = Train(pruned with { StopAfterSteps = c.Step + 1 }, c.Seed);
        Assert.Equal(mask, after.Mask);
        Assert.All(after.Values.Zip(mask).Where(v => v.Second == 0), v => Assert.Equal(0, v.First));
    });

    [Fact]
    public void Train_PruningBeforeTheFirstStep_IsAsWithoutAStep() => Cases.Check(Prunings, c =>
    {
        var pruning = new ScheduledPruning(c.Step / SmallTraining.StepsPerEpoch, Method, Amount.OfTotal(0.3));
        Assert.Equal(
            SmallTraining.Bits(Train(c.Plan with { Schedule = [pruning] }, c.Seed)),
            SmallTraining.Bits(Train(c.Plan with { Schedule = [pruning with { BeforeStep = 0 }] }, c.Seed)));
    });

    [Fact]
    public void Train_ValidateEvery_RecordsTheLossOfTheNetAfterThoseStepsAndChangesNoOther() => Cases.Check(Validations, c =>
    {
        var validated = Train(c.Plan with { ValidateEvery = c.Every }, c.Seed);
        var plain = Train(c.Plan, c.Seed);
        Assert.Equal(plain.Values, validated.Values);
        Assert.Equal(plain.Mask, validated.Mask);
        Assert.Empty(validated.TrainLoss);
        Assert.Equal(AllSteps / c.Every, validated.ValidationLoss.Length);
        for (var i = 0; i < validated.ValidationLoss.Length; i++)
        {
            // An epoch's record is of the same net where both fall together; elsewhere the net is evaluated.
            var net = Train(c.Plan with { StopAfterSteps = (i + 1) * c.Every }, c.Seed);
            var loss = Evaluation.Of(
                SmallTraining.Net, [net.Values], [SmallTraining.Split.Validation], SmallTraining.Examples)[0].Loss;
            Assert.Equal(loss, validated.ValidationLoss[i], 1e-5);
        }
    });

    [Fact]
    public void Train_ValidateEvery_KeepsTheValuesAtTheFirstLowestLossSinceTheLastPruning() =>
        Cases.Check(Validations, c =>
        {
            var validated = Train(c.Plan with { ValidateEvery = c.Every }, c.Seed);
            var pruned = c.Plan.Schedule.Select(p => p.Epoch * SmallTraining.StepsPerEpoch).DefaultIfEmpty(0).Max();
            var records = validated.ValidationLoss.Select((loss, i) => (Loss: loss, Step: (i + 1) * c.Every))
                .Where(r => r.Step > pruned).ToList();
            if (records.Count > 0)
            {
                var step = records.MinBy(r => r.Loss).Step;
                Assert.Equal(Train(c.Plan with { StopAfterSteps = step }, c.Seed).Values, validated.Best);
            }
        });

    [Fact]
    public void Train_ValidateEveryWithoutValidationExamples_IsRefused()
    {
        var start = SmallTraining.TrainingStart(1) with { Splits = [SmallTraining.Split with { Validation = [] }] };
        var plan = new TrainingPlan(new Adam(0.01), 1, SmallTraining.BatchSize) { ValidateEvery = 1 };
        Assert.Contains("no validation examples",
            Assert.Throws<ArgumentException>(() => SmallTraining.Train(start, plan)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Plan_ValidateEveryNoStep_IsRefused(int steps) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingPlan(new Adam(0.01), 1, 1) { ValidateEvery = steps });

    [Fact]
    public void Pruning_BeforeANegativeStep_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => new ScheduledPruning(0, Method, Amount.Of(1)) { BeforeStep = -1 });

    private static TrainedModel Train(TrainingPlan plan, int seed) =>
        SmallTraining.Train(SmallTraining.TrainingStart(seed), plan)[0];
}
