using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Papers.L1Filters;
using Pruning.Reproductions.Studies;
using Pruning.Reproductions.Studies.Steps;
using Pruning.Shared.Pruning;
using Pruning.Shared.Training;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.L1Filters;

/// <summary>What the choices of a reading make of the arms, over every combination of them.</summary>
public sealed class FilterStudyTests
{
    private static readonly string[] OfEveryNet = ["gradients", "optimizer", "batch"];
    private static readonly IReadOnlyList<(Reading Reading, StudyPlan Plan)> Any =
        [.. Combinations().Select(r => (r, FilterStudy.Study.PlanOf(r)))];

    [Theory]
    [InlineData("baseline", "baselineEpochs")]
    [InlineData("scratch", "baselineEpochs,epochs,score")]
    [InlineData("longer", "baselineEpochs,epochs")]
    [InlineData("pruned", "baselineEpochs,epochs,score,net")]
    public void Hash_OfAnArm_IsSharedExactlyWhereItsStepsAreTheSame(string arm, string deciding)
    {
        string[] keys = [.. OfEveryNet, .. deciding.Split(',')];
        var found = Any.Where(a => a.Plan.Arms.Any(p => p.Name == arm))
            .Select(a => (Choices: string.Join(' ', keys.Select(key => a.Reading.Choices[key])),
                Find(a.Plan, arm).Hash))
            .Distinct()
            .ToList();
        Assert.Equal(found.Count, found.DistinctBy(f => f.Choices).Count());
        Assert.Equal(found.Count, found.DistinctBy(f => f.Hash).Count());
    }

    [Fact]
    public void Training_AnyReading_IsAsChosen() => Assert.All(Any, any =>
    {
        var (reading, plan) = any;
        var epochs = reading.Choices["epochs"] == "3" ? 3 : 7;
        Assert.Equal((7, epochs), (TrainingOf(plan, "baseline").Epochs, TrainingOf(plan, "pruned").Epochs));
        if (reading.Choices["controls"] == "trained")
        {
            Assert.Equal((7 + epochs, 7 + epochs, epochs),
                (TrainingOf(plan, "scratch").Epochs, TrainingOf(plan, "longer").Epochs,
                TrainingOf(plan, "random").Epochs));
        }

        Assert.All(plan.Arms.Select(a => a.Arm.Step).OfType<TrainStep>().Select(s => s.Plan), training =>
        {
            Assert.Equal(reading.Choices["gradients"] == "accumulated", training.AccumulateGradients);
            Assert.Equal(reading.Choices["batch"], $"{training.BatchSize}");
            Assert.True(training.Shuffled);
            OptimizerSettings expected = reading.Choices["optimizer"] switch
            {
                "adam" => new Adam(0.001),
                "sgd" => new Sgd(0.001),
                _ => new RmsProp(0.001)
            };
            Assert.Equal(expected, training.Optimizer);
        });
        Assert.Equal(reading.Choices["net"] == "inherited", Find(plan, "beforeRetraining").Step is ShrinkStep);
        Assert.Equal(reading.Choices["controls"] == "trained", plan.Arms.Any(a => a.Name == "scratch"));
        Assert.Equal(reading.Choices["score"] == "l1" ? Norm.L1 : Norm.L2, Pruning(Find(plan, "pruned")).Method.Norm);
    });

    [Fact]
    public void Suggestions_OfTheStudysReadings_AreThePrimarysAndTheShortRuns()
    {
        var study = FilterStudy.Study;
        Assert.Equal(["primary"], study.Readings.Where(Suggested).Select(r => r.Id));
        Assert.True(Suggested(study.Check));

        bool Suggested(Reading reading) => study.PlanOf(reading).Arms.Any(a => a.Name == "l2");
    }

    [Fact]
    public void Amounts_OfEightAndFourFilters_AreTwoEachAndAQuarter()
    {
        Assert.Equal((2, 2), (FilterNet.Two.Count(8, 8), FilterNet.Two.Count(4, 4)));
        Assert.Equal((2, 1), (FilterNet.LowestQuarter.Count(8, 8), FilterNet.LowestQuarter.Count(4, 4)));
    }

    private static Arm Find(StudyPlan plan, string arm) => plan.Arms.Single(a => a.Name == arm).Arm;

    private static TrainingPlan TrainingOf(StudyPlan plan, string arm) =>
        Assert.IsType<TrainStep>(Find(plan, arm).Step).Plan;

    private static PruneStep Pruning(Arm arm) => arm.Step as PruneStep ?? Pruning(arm.From!);

    private static IEnumerable<Reading> Combinations()
    {
        IEnumerable<Dictionary<string, string>> all = [[]];
        foreach (var choice in FilterStudy.Study.Choices)
        {
            all = all.SelectMany(some => choice.Values.Select(value => new Dictionary<string,
                string>(some)
            { [choice.Key] = value })).ToList();
        }

        return all.Select(choices => FilterStudy.Study.Primary
            with
        { Id = Reading.IdOf(choices), Choices = choices, Protocol = Reading.Canonical(choices) });
    }
}
