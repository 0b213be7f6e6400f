using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Engine;
using Pruning.Shared.Pruning;
using Xunit;

namespace Pruning.Tests.Reproductions.Studies;

public sealed class StudyTests
{
    private static readonly Factor<SmallStudy> Scope = new(
        "scope", Stance.Unstated, "what competes", ("global", s => s), ("layerwise",
            s => s with { Scope = Pruning.Shared.Pruning.Scope.Layerwise }));

    private static readonly Factor<SmallStudy> Epochs =
        new("epochs", Stance.Unstated, "how long", [3, 5], (s, n) => s with { Epochs = n });

    [Fact]
    public void ChangedArms_FactorOfThePruning_IsWhatIsPrunedAndWhatComesAfter() =>
        Assert.Equal(["pruned", "ticket"], Reading(SmallStudy.Of(Scope), "scope=layerwise").ChangedArms.Order());

    [Fact]
    public void ChangedArms_FactorOfTheTraining_IsEverythingMeasured() =>
        Assert.Equal(["pruned", "ticket", "trained"], Reading(SmallStudy.Of(Epochs), "epochs=5").ChangedArms.Order());

    [Fact]
    public void Readings_FactorThatChangesNoArm_IsRefused()
    {
        var decorative = new Factor<SmallStudy>("decoration", Stance.Unstated, "nothing", ("off", s => s),
            ("on", s => s with { Decoration = true }));
        Assert.Contains("changes no arm", Assert.Throws<InvalidOperationException>(() =>
            SmallStudy.Of(decorative).Readings).Message);
    }

    [Fact]
    public void Readings_EveryStudyOfTheCatalogue_MovesAnArm() => Assert.All(
        Catalogue.Claims.Select(c => c.Study).Distinct(),
        study => Assert.All(study.Readings.Skip(1), reading => Assert.NotEmpty(reading.ChangedArms)));

    [Fact]
    public void HashOf_Readings_DifferExactlyWhereAnArmMoves()
    {
        var study = SmallStudy.Of(Scope, Epochs);
        Assert.Equal(study.Readings.Count, study.Readings.Select(study.HashOf).Distinct().Count());
    }

    [Fact]
    public void Cost_MoreEpochs_IsMore() =>
        Assert.True(new Study<SmallStudy>("a", new() { Epochs = 9 }) { Replicates = new(1, 1, 1) }.Cost
            > new Study<SmallStudy>("b", new()) { Replicates = new(1, 1, 1) }.Cost);

    [Fact]
    public void Session_TrainedNet_IsTheFirstTrainedArm()
    {
        var study = SmallStudy.Of();
        using var session = study.Open(Device.Cpu);
        var (net, values) = session.TrainedNet(study.Primary, 1)!.Value;
        Assert.Same(SmallStudy.Net, net);
        Assert.Equal(net.ParameterCount, values.Length);
    }

    [Fact]
    public void NatureOf_Metrics_IsDeclared()
    {
        var study = SmallStudy.Of();
        Assert.Equal(Nature.Count, study.NatureOf("pruned.removed"));
        Assert.Equal(Nature.Real, study.NatureOf("weight@50.testAccuracy"));
        Assert.False(study.OneAtATime);
    }

    [Fact]
    public void UnitOfCurve_CurveOfMetrics_IsTheirs()
    {
        var study = SmallStudy.Of();
        Assert.Equal("fraction", study.UnitOfCurve("weight.testAccuracy"));
        Assert.Null(study.UnitOfCurve("weight.trainLoss"));
    }

    [Fact]
    public void UnitOfCurve_EveryStudyOfTheCatalogue_IsThatOfItsAxis() => Assert.All(
        Catalogue.Claims.Select(c => c.Study).Distinct(),
        study => Assert.All(
            new[] { "weight", "unit", "magnitude", "obd" }.Select(f => study.UnitOfCurve($"{f}.testAccuracy"))
                .OfType<string>(),
            unit => Assert.Equal(study.Axis!.Unit, unit)));

    [Theory]
    [InlineData("testAccuracy", "testAccuracy", true)]
    [InlineData("macs", "testAccuracy", false)]
    public void Problems_TradeOffWithoutItsCurves_IsOne(string x, string y, bool fits)
    {
        var study = new Study<SmallStudy>("small/study", new())
        {
            Replicates = new(4, 2, 2),
            Axis = CurveAxis.Pruned([0, 50, 75]),
            TradeOff = (x, y),
        };
        Assert.Equal(
            fits ? [] : ["its trade-off needs curves of 'macs' and 'testAccuracy', which no family of arms has both"],
            study.Problems());
    }

    private static Reading Reading(Study study, string id) => study.Readings.Single(r => r.Id == id);
}
