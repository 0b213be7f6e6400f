using Pruning.Reproductions.Studies;
using Pruning.Reproductions.Studies.Measuring;
using Pruning.Shared.Data;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Training;
using Xunit;

namespace Pruning.Tests.Reproductions.Studies;

/// <summary>Nets taken back to their lowest validation loss, and what a mask leaves of a net.</summary>
public sealed class StopEarlyTests
{
    /// <summary>A validation example that training unlearns: as the first class, and labelled as the second.</summary>
    private static readonly StudyData Data = new("unlearned", 2, 2, () => new(new("unlearned", 1, 2, [1, -1, 1], [0, 1, 1])))
    {
        SplitOf = _ => new Split([0, 1], [2], [0, 1]),
    };

    private static readonly TrainingPlan Plan = new(new Sgd(0.1), 3, BatchSize: 2) { ValidateEvery = 1 };

    [Fact]
    public void StopEarly_WhenLossOnlyRises_IsTheNetAfterTheFirstRecord()
    {
        var start = Arm.Start(Data, HandNets.Net, Init.FanIn());
        var stopped = HandNets.State(start.Train(Plan).StopEarly());
        var first = HandNets.State(start.Train(Plan with { Epochs = 1 }));
        Assert.Equal(first.Values, stopped.Values);
        Assert.Equal(3, stopped.ValidationLoss.Length);
        Assert.True(stopped.ValidationLoss[0] < stopped.ValidationLoss[2]);
        Assert.NotEqual(HandNets.State(start.Train(Plan)).Values, stopped.Values);
    }

    [Fact]
    public void StopEarly_ATrainingThatDoesNotValidate_IsRefused()
    {
        var start = Arm.Start(Data, HandNets.Net, Init.FanIn());
        Assert.Contains("ValidateEvery", Assert.Throws<InvalidOperationException>(
            () => start.Train(Plan with { ValidateEvery = null }).StopEarly()).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(start.StopEarly);
    }

    [Fact]
    public void Train_PruningBeforeAStepThatNoEpochHas_IsRefused()
    {
        var late = new ScheduledPruning(0, new(Criterion.Magnitude), Amount.Of(1)) { BeforeStep = 1 };
        Assert.Contains("steps 0 to 0", Assert.Throws<ArgumentException>(
            () => Arm.Start(Data, HandNets.Net, Init.FanIn()).Train(Plan with { Schedule = [late] })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Rewind_BeyondTheStepsThatTheTrainingTook_IsRefused()
    {
        var trained = Arm.Start(Data, HandNets.Net, Init.FanIn()).Train(Plan with { StopAfterSteps = 2 });
        Assert.Throws<ArgumentOutOfRangeException>(() => trained.Rewind(3));
        _ = trained.Rewind(2);
    }

    [Fact]
    public void Sizes_HalfOfAConvolutionAndAThirdOfALinearLayer_CountAsByHand()
    {
        // 2 filters of 3×3 over 4×4: 18 weights, each of 4 multiply-accumulates; 8→3: 24 weights, each of one.
        var convolution = new Convolution("conv", new(1, 4, 4), 2, 3);
        var net = new Architecture(convolution, new Relu(), new Linear("fc", 8, 3));
        var all = NetState.Dense(net, new float[net.ParameterCount]);
        Assert.Equal((42, 96), all.Left);
        float[] mask = [.. all.Mask];
        mask.AsSpan(net.Of(ParameterRole.Weight)[0].Offset, 9).Clear();
        mask.AsSpan(net.Of(ParameterRole.Weight)[1].Offset, 8).Clear();
        Assert.Equal((9 + 16, (9 * 4) + 16), all.Under(mask).Left);
    }

    [Fact]
    public void Normalised_AnyInput_IsLessTheMeanByTheDeviation()
    {
        var set = new DataSet("two", 1, 2, [0.5f, 2], [0, 1]).Normalised(0.25f, 0.5f);
        Assert.Equal([0.5f, 3.5f], set.Inputs);
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Normalised(0, 0));
    }
}
