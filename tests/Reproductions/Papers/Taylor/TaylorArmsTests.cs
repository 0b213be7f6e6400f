using Pruning.Reproductions.Papers.Taylor;
using Pruning.Reproductions.Studies;
using Pruning.Reproductions.Studies.Steps;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.Taylor;

/// <summary>What the arms of the fine-tuning study are made of, without training any.</summary>
public sealed class TaylorArmsTests
{
    private static readonly StudyPlan Plan = TaylorStudy.Study.PlanOf(TaylorStudy.Study.Primary);

    public static TheoryData<string> Families => ["taylor", "magnitude", "random", "flops"];

    [Theory]
    [MemberData(nameof(Families))]
    public void Alternation_EveryLevel_LosesAsManyMapsInAllAndIsShrunkBeforeItIsTrained(string family)
    {
        foreach (var level in TaylorStudy.Levels)
        {
            var steps = StepsSinceDense(ArmOf($"{family}@{level}")).ToList();
            Assert.Equal(level, steps.OfType<PruneStep>().Sum(p => p.Amount.Count(224, 224)));
            Assert.All(steps.Chunk(3), turn => Assert.Equal(
                ["PruneStep", "ShrinkStep", "TrainStep"], turn.Select(s => s.GetType().Name)));
        }
    }

    [Fact]
    public void HalfOfTheMaps_EveryArm_IsTrainedAsLongSinceDense()
    {
        string[] arms = ["taylor@112", "magnitude@112", "random@112", "flops@112", "oneShot@112", "sensitivity@112",
            "longer@112"];
        Assert.Equal(8, Assert.Single(arms.Select(a => EpochsSinceDense(ArmOf(a))).Distinct()));
        Assert.Equal(EpochsSinceDense(ArmOf("taylor@28")), EpochsSinceDense(ArmOf("longer@28")));
        Assert.DoesNotContain(StepsSinceDense(ArmOf("longer@112")), s => s is PruneStep);
        Assert.Empty(StepsSinceDense(ArmOf("pruned@28")).OfType<TrainStep>());
    }

    [Fact]
    public void Transfer_Primary_PretrainsOnOtherClassesAndFreezesConvolutionsFirst()
    {
        var chain = Chain(ArmOf("dense")).Reverse().ToList();
        var source = Assert.IsType<PretrainedStep>(chain[0].Step).Source;
        Assert.Equal(StudyData.NeitherCatsNorDogs.Id, source.Data.Id);
        Assert.Equal(8, source.Net.FeaturesOut);
        Assert.IsType<ReplaceHeadStep>(chain[1].Step);
        var trainings = chain.Skip(2).Select(a => Assert.IsType<TrainStep>(a.Step).Plan).ToList();
        Assert.Equal(SmallVgg.Convolutions, trainings[0].Frozen);
        Assert.Empty(trainings[1].Frozen);
        Assert.Equal([2, SmallVgg.EpochsBefore], trainings.Select(t => t.Epochs));
    }

    [Fact]
    public void Curves_EveryFamily_EndAtTheDenseNet() => Assert.All(Plan.Curves, curve =>
    {
        Assert.Equal(TaylorStudy.Study.Axis!.X.Count, curve.Metrics.Count);
        Assert.StartsWith("dense.", curve.Metrics[^1]);
    });

    [Fact]
    public void CatsAndDogs_TestImages_AreNoneOfTheTrainingImages()
    {
        var (train, test) = StudyData.CatsAndDogs().Load();
        var seen = Enumerable.Range(0, train.Count).Select(i => Key(train, i)).ToHashSet();
        Assert.Equal((2000, 10_000), (train.Count, test!.Count));
        Assert.Equal((1000, 5000), (train.Labels.Count(l => l == 1), test.Labels.Count(l => l == 1)));

        // CIFAR-10 itself repeats a few pictures.
        Assert.InRange(Enumerable.Range(0, test.Count).Count(i => seen.Contains(Key(test, i))), 0, 3);

        static string Key(Pruning.Shared.Data.DataSet set, int i) =>
            string.Join(' ', set.Inputs.AsSpan(i * set.Features, set.Features).ToArray().Take(300));
    }

    private static Arm ArmOf(string name) => Plan.Arms.Single(a => a.Name == name).Arm;

    private static IEnumerable<Arm> Chain(Arm arm)
    {
        for (var next = arm; next is not null; next = next.From)
        {
            yield return next;
        }
    }

    private static IEnumerable<Step> StepsSinceDense(Arm arm)
    {
        var dense = ArmOf("dense").Hash;
        return Chain(arm).TakeWhile(a => a.Hash != dense).Select(a => a.Step).Reverse();
    }

    private static int EpochsSinceDense(Arm arm) => StepsSinceDense(arm).Sum(s => s.Epochs);
}
