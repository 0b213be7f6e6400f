using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Engine;
using Pruning.Shared.Pruning;
using Xunit;

namespace Pruning.Tests.Reproductions.Studies;

public sealed class ArmTests
{
    private static readonly PruningMethod Half = new(Criterion.Magnitude);
    private static readonly Arm Start = Arm.Start(SmallStudy.Data, SmallStudy.Net, Init.FanIn());
    private static readonly Arm Trained = Start.Train(SmallStudy.Training(3));
    private static readonly Arm Pruned = Trained.Prune(Half, Amount.OfTotal(0.5));

    [Fact]
    public void Hash_SameStepsBuiltTwice_IsTheSame() => Assert.Equal(
        Pruned.Hash,
        Arm.Start(SmallStudy.Data, SmallStudy.Net, Init.FanIn()).Train(SmallStudy.Training(3))
            .Prune(Half, Amount.OfTotal(0.5)).Hash);

    [Fact]
    public void Hash_AnyOtherStep_IsAnother()
    {
        Arm[] arms =
        [
            Start, Trained, Pruned, Start.Train(SmallStudy.Training(4)),
                Start.Train(SmallStudy.Training(3) with { Shuffled = false }),
                Start.Train(SmallStudy.Training(3) with { Frozen = ["first"] }),
            Arm.Start(SmallStudy.Data with { Id = "other" }, SmallStudy.Net, Init.FanIn()),
                Arm.Start(SmallStudy.Data, SmallStudy.Net, Init.FanIn("other")),
            Arm.Start(SmallStudy.Data, SmallStudy.Net, Init.Glorot()), Trained.Prune(Half, Amount.OfTotal(0.25)),
                Trained.Prune(Half, Amount.OfRemaining(0.5)),
            Trained.Prune(Half with { Scope = Scope.Layerwise }, Amount.OfTotal(0.5)),
                Trained.Prune(Half with { Criterion = Criterion.Random }, Amount.OfTotal(0.5)),
            Trained.Prune(Half with { Spared = ["last"] }, Amount.OfTotal(0.5)), Pruned.Reset(), Pruned.Rewind(2),
                Pruned.Rewind(3), Pruned.Reinitialise(Init.FanIn("again")),
            Pruned.FineTune(SmallStudy.Training(3)), Pruned.Shrink(), Pruned.WithoutBiases(),
        ];
        Assert.Equal(arms.Length, arms.Select(a => a.Hash).Distinct().Count());
    }

    [Fact]
    public void Values_ResetRewindReinitialiseAndFineTune_AreTheFourControls()
    {
        var (start, trained, pruned) = (Values(Start), Values(Trained), Run(Pruned));
        var (early, fresh) = (Values(Start.Train(SmallStudy.Training(3) with { StopAfterSteps = 2 })),
            Values(Arm.Start(SmallStudy.Data, SmallStudy.Net, Init.FanIn("again"))));
        Assert.All(new[] { (Pruned, trained), (Pruned.Reset(), start), (Pruned.Rewind(2), early),
            (Pruned.Reinitialise(Init.FanIn("again")), fresh) }, pair =>
        {
            var (arm, source) = pair;
            Assert.Equal(source.Zip(pruned.Mask, (w, kept) => kept * w), Values(arm));
            Assert.Equal(pruned.Mask, Run(arm).Mask);
        });
        Assert.NotEqual(start, early);
        Assert.NotEqual(Values(Pruned), Values(Pruned.FineTune(SmallStudy.Training(1))));
        Assert.All(Values(Pruned.FineTune(SmallStudy.Training(1))).Zip(pruned.Mask),
            p => Assert.True(p.Second == 1 || p.First == 0));
    }

    [Fact]
    public void Rewind_NeverTrained_SaysWhatToDo() =>
        Assert.Contains("Train first", Assert.Throws<InvalidOperationException>(() =>
            Start.Prune(Half, Amount.OfTotal(0.5)).Rewind(1)).Message);

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void Rewind_NoStepOfTheTraining_NamesTheLast(int steps) => // 3 epochs of 12 examples in batches of 4
        Assert.Contains("from 1 to 9", Assert.Throws<ArgumentOutOfRangeException>(() => Pruned.Rewind(steps)).Message);

    [Fact]
    public void Reset_OfAShrunkenNet_SaysWhatToDo()
    {
        var units = Half with { Granularity = Granularity.Unit, Scope = Scope.Layerwise, Spared = ["last"] };
        var small = Trained.Prune(units, Amount.Of(1)).Shrink();
        Assert.Contains("reinitialised, not reset", Assert.Throws<InvalidOperationException>(small.Reset).Message);
        Assert.Throws<InvalidOperationException>(() => small.Rewind(1));
    }

    [Fact]
    public void Prune_SparedLayerThatIsNone_NamesItAndTheLayers() => Assert.Contains(
        "spares fc; the net's layers are first, last",
        Assert.Throws<ArgumentException>(() => Trained.Prune(Half with { Spared = ["fc"] }, Amount.Of(1))).Message);

    [Fact]
    public void Train_FreezesALayerThatIsNone_NamesItAndTheLayers() => Assert.Contains(
        "no layer fc to freeze; the net's layers are first, last",
        Assert.Throws<ArgumentException>(() => Start.Train(SmallStudy.Training(1) with { Frozen = ["fc"] })).Message);

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void Train_PruningScheduledOutsideTheEpochs_IsRefused(int epoch) => Assert.Contains(
        "epochs 0 to 2",
        Assert.Throws<ArgumentException>(() => Start.Train(
            SmallStudy.Training(3) with { Schedule = [new(epoch, Half, Amount.Of(1))] })).Message);

    [Fact]
    public void Hash_ConstantsOfACriterion_TellItFromAnother() => Assert.NotEqual(
        Trained.Prune(new(new Blend(0.1)), Amount.Of(1)).Hash, Trained.Prune(new(new Blend(0.9)), Amount.Of(1)).Hash);

    [Fact]
    public void Shrink_PrunedUnit_LeavesASmallerNetWithNothingPruned()
    {
        var units = Half with { Granularity = Granularity.Unit, Scope = Scope.Layerwise, Spared = ["last"] };
        var small = Run(Trained.Prune(units, Amount.Of(1)).Shrink());
        Assert.Equal((3 * 3) + 3 + (3 * 2) + 2, small.Values.Length);
        Assert.Equal(0, small.Pruned);
    }

    [Fact]
    public void WithoutBiases_AreZeroAndWeightsStay()
    {
        var (whole, without) = (Values(Trained), Values(Trained.WithoutBiases()));
        Assert.Equal([.. whole[..12], 0, 0, 0, 0, .. whole[16..24], 0, 0], without);
    }

    private static float[] Values(Arm arm) => Run(arm).Values;

    private static NetState Run(Arm arm)
    {
        using var data = new OpenData(SmallStudy.Data, Device.Cpu);
        using var run = new StudyRun(new StudyPlan(SmallStudy.Data).Measure("only", arm), [7], data, new(), _ => { },
            CancellationToken.None);
        return run.StatesOf(arm).Single();
    }

    private sealed record Blend(double Share) : Criterion
    {
        public override string Name => "blend";

        public override float[] Score(ScoringContext net) => net.Values;
    }
}
