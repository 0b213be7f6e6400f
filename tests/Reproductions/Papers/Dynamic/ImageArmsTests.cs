using Pruning.Reproductions.Papers.Dynamic;
using Pruning.Reproductions.Studies;
using Pruning.Reproductions.Studies.Steps;
using Pruning.Shared.Populations;
using Pruning.Shared.Training;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.Dynamic;

/// <summary>The trials on image sets, as described and as shipped.</summary>
public sealed class ImageArmsTests
{
    [Fact]
    public void Fashion_Net_HasTheLayersOfTheDocumentsProgram()
    {
        // 1·32·9 + 32·64·9 + 9216·128 + 128·10.
        Assert.Equal(288 + 18_432 + 1_179_648 + 1_280, Weights(ImageSet.Fashion(60_000, 10).Net));
        Assert.Equal(10, ImageSet.Fashion(60_000, 10).Net.FeaturesOut);
    }

    [Fact]
    public void Fashion_WholeEpoch_PrunesBeforeBatches333And666Of938()
    {
        var set = ImageSet.Fashion(60_000, 10);
        Assert.Equal(938, set.Steps);
        Assert.Equal([(0, 333), (0, 666)], set.Schedule.Select(p => (p.Epoch, p.BeforeStep!.Value)));
        Assert.Equal([(0, 34), (0, 68)], ImageSet.Fashion(6_144, 10).Schedule.Select(p => (p.Epoch, p.BeforeStep!.Value)));
    }

    [Theory]
    [InlineData(6_144, 96)]
    [InlineData(3_072, 48)]
    [InlineData(55_296, 864)]
    public void Fashion_Audited_RecordsTwelveTimesTheLastAfterTheLastStep(int images, int steps)
    {
        Assert.Equal(steps, ImageSet.Fashion(images, 10).Steps);
        Assert.Equal(0, steps % 12);
    }

    [Fact]
    public void Cifar_Net_HasTheLayersOfTheDocumentsProgram()
    {
        // 3·64·9 + 64·64·9 + 64·128·9 + 4608·256 + 256·10.
        var net = ImageSet.Cifar(50_000, 10, 51).Net;
        Assert.Equal(1_728 + 36_864 + 73_728 + 1_179_648 + 2_560, Weights(net));
        Assert.IsType<Softmax>(net.Steps[^1].Layer);
    }

    [Fact]
    public void Cifar_WholeTraining_PrunesEachLayerAtItsEpoch()
    {
        var set = ImageSet.Cifar(50_000, 10, 51);
        Assert.Equal([18, 46, 14, 26, 17], set.Schedule.Select(p => p.Epoch));
        Assert.All(set.Schedule, p => Assert.Equal(0, p.BeforeStep));
        Assert.Equal(["conv1", "conv2", "conv3", "fc1", "fc2"], set.Schedule.Select(p => Assert.Single(
            set.Net.Of(ParameterRole.Weight).Select(w => w.Layer).Except(p.Method.Spared))));
    }

    [Fact]
    public void Fashion_Ticket_LosesHalfOfThePoolAndAQuarterOfTheLastLayer()
    {
        var study = ImageStudy.Fashion;
        var lottery = study.PlanOf(study.Primary).Arms.Single(a => a.Name == "lottery").Arm;
        Assert.IsType<TrainStep>(lottery.Step);
        Assert.Equal("reset", lottery.From!.Step.Text);
        var last = Assert.IsType<PruneStep>(lottery.From.From!.Step);
        var pool = Assert.IsType<PruneStep>(lottery.From.From.From!.Step);
        Assert.Equal(320, last.Amount.Count(1_280, 1_280));
        Assert.Equal(["fc2"], pool.Method.Spared);
        Assert.Equal(599_184, pool.Amount.Count(1_198_368, 1_198_368));
    }

    [Fact]
    public void Longer_BothLengths_PruneAtTheSameSteps()
    {
        var study = ImageStudy.FashionLonger;
        var plans = study.PlanOf(study.Primary).Arms.ToDictionary(a => a.Name, a => ((TrainStep)a.Arm.Step).Plan);
        Assert.Equal((1, 5), (plans["dynamic"].Epochs, plans["dynamicLonger"].Epochs));
        Assert.Equal<ScheduledPruning>(plans["dynamic"].Schedule, plans["dynamicLonger"].Schedule);
        Assert.Empty(plans["unprunedLonger"].Schedule);
    }

    private static int Weights(Architecture net) => net.Of(ParameterRole.Weight).Sum(w => w.Count);
}
