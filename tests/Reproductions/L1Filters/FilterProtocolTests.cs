using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Papers.L1Filters;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Pruning;
using Pruning.Shared.Training;
using Xunit;

namespace Pruning.Tests.Reproductions.L1Filters;

/// <summary>What the choices of a reading make of training and pruning, over every combination of them.</summary>
public sealed class FilterProtocolTests
{
    private static readonly string[] OfEveryNet = ["gradients", "optimizer", "batch"];

    private static readonly IReadOnlyList<Reading> Any = [.. Combinations()];

    [Fact]
    public void Stage_OfTheBaseline_IsSharedWhereverItsTrainingIsTheSame() =>
        AssertShared(p => ("baseline", p.Baseline), [.. OfEveryNet, "baselineEpochs"]);

    [Fact]
    public void Stage_OfTheSmallNet_IsSharedWhereverItsTrainingIsTheSame() =>
        AssertShared(p => ("fresh", p.Retraining), [.. OfEveryNet, "epochs"]);

    [Fact]
    public void Stage_OfTheControls_IsSharedWhereverTheyAreTrainedForAsLong() =>
        AssertShared(p => ("scratch", p.AsLongAsBoth), [.. OfEveryNet, "baselineEpochs", "epochs"]);

    [Fact]
    public void Stage_OfDifferentNets_IsNeverShared() => Assert.All(Any, reading =>
    {
        var protocol = new FilterProtocol(reading);
        string[] stages = [.. new[] { "baseline", "fresh", "scratch", "longer" }.Select(net => protocol.StageOf(net, protocol.Retraining))];
        Assert.Equal(4, stages.Distinct().Count());
    });

    [Fact]
    public void Plans_AnyReading_AreAsChosen() => Assert.All(Any, reading =>
    {
        var protocol = new FilterProtocol(reading);
        var epochs = reading.Choices["epochs"] == "3" ? 3 : 7;
        Assert.Equal((7, epochs, 7 + epochs), (protocol.Baseline.Epochs, protocol.Retraining.Epochs, protocol.AsLongAsBoth.Epochs));
        Assert.All([protocol.Baseline, protocol.Retraining, protocol.AsLongAsBoth], plan =>
        {
            Assert.Equal(reading.Choices["gradients"] == "accumulated", plan.AccumulateGradients);
            Assert.Equal(reading.Choices["batch"], $"{plan.BatchSize}");
            Assert.True(plan.Shuffled);
            OptimizerSettings expected = reading.Choices["optimizer"] switch { "adam" => new Adam(0.001), "sgd" => new Sgd(0.001), _ => new RmsProp(0.001) };
            Assert.Equal(expected, plan.Optimizer);
        });
        Assert.Equal(reading.Choices["net"] == "inherited", protocol.Inherited);
        Assert.Equal(reading.Choices["controls"] == "trained", protocol.Controls);
        Assert.Equal(reading.Choices["score"] == "l1" ? Norm.L1 : Norm.L2, protocol.Filters.Norm);
    });

    [Fact]
    public void Suggestions_OfTheExperimentsReadings_AreThePrimarysAndTheShortRuns()
    {
        var experiment = new FilterExperiment();
        Assert.Equal(["primary"], experiment.Readings.Where(r => new FilterProtocol(r).Suggestions).Select(r => r.Id));
        Assert.True(new FilterProtocol(experiment.Check).Suggestions);
    }

    [Fact]
    public void Amounts_OfEightAndFourFilters_AreTwoEachAndAQuarter()
    {
        Assert.Equal((2, 2), (FilterProtocol.Two.Count(8, 8), FilterProtocol.Two.Count(4, 4)));
        Assert.Equal((2, 1), (FilterProtocol.LowestQuarter.Count(8, 8), FilterProtocol.LowestQuarter.Count(4, 4)));
    }

    /// <summary>Readings that agree in those choices share a stage, and then a plan; readings that do not share none.</summary>
    private static void AssertShared(Func<FilterProtocol, (string Net, TrainingPlan Plan)> of, string[] deciding)
    {
        var found = Any.Select(reading =>
        {
            var protocol = new FilterProtocol(reading);
            var (net, plan) = of(protocol);
            return (Choices: string.Join(' ', deciding.Select(key => reading.Choices[key])), Stage: protocol.StageOf(net, plan), Plan: plan);
        }).ToList();
        Assert.All(found.GroupBy(f => f.Choices), same => Assert.Single(same.Select(f => (f.Stage, f.Plan)).Distinct()));
        Assert.All(found.GroupBy(f => f.Stage), same => Assert.Single(same.Select(f => f.Choices).Distinct()));
    }

    private static IEnumerable<Reading> Combinations()
    {
        var experiment = new FilterExperiment();
        IEnumerable<Dictionary<string, string>> all = [[]];
        foreach (var choice in experiment.Choices)
        {
            all = all.SelectMany(some => choice.Values.Select(value => new Dictionary<string, string>(some) { [choice.Key] = value })).ToList();
        }

        return all.Select(choices => experiment.Primary with { Id = Reading.IdOf(choices), Choices = choices, Protocol = Reading.Canonical(choices) });
    }
}
