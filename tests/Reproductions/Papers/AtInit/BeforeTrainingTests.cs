using Pruning.Reproductions.Papers;
using Pruning.Reproductions.Papers.AtInit;
using Pruning.Reproductions.Studies;
using Pruning.Reproductions.Studies.Steps;
using Pruning.Shared.Populations;
using Pruning.Tests.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.AtInit;

/// <summary>Masks of untrained nets and their controls.</summary>
public sealed class BeforeTrainingTests
{
    private static readonly Arm Start = Arm.Start(StudyData.Mnist, LeNet.Net, LeNet.Init);

    [Fact]
    public void Net_LeNet_HasTheWeightsThatThePaperCounts()
    {
        Assert.Equal(266_200, LeNet.Weights);
        Assert.Equal(266_610, LeNet.Net.ParameterCount);
    }

    [Fact]
    public void Prune_SynFlow_LeavesRhoToThePowerOfTheShareOfSteps()
    {
        var step = Assert.IsType<PruneInTurnsStep>(BeforeTraining.Prune(Start, "synflow", 0.99).Step);
        Assert.Equal(100, step.Turns);
        Assert.All(Enumerable.Range(1, 100), turn => Assert.Equal(
            266_200 * (1 - Math.Pow(0.01, turn / 100.0)), step.AmountAfter(turn).Count(266_200, 266_200), 0.51));
        Assert.Equal(263_538, step.AmountAfter(100).Count(266_200, 266_200));
    }

    [Fact]
    public void Prune_UnknownMethod_IsRefused() => Assert.Contains(
        "no method fisher", Assert.Throws<ArgumentException>(() => BeforeTraining.Prune(Start, "fisher", 0.5)).Message);

    [Fact]
    public void ShuffleMask_AnyMask_KeepsEachLayersNumberAndInitialValuesAfterReset()
    {
        var start = Arm.Start(HandNets.Data, new(new Linear("a", 1, 40), new Relu(), new Linear("b", 40, 2)),
            Init.FanIn());
        var masked = start.Prune(new(Pruning.Shared.Pruning.Criterion.Magnitude),
            Pruning.Shared.Pruning.Amount.OfTotal(0.5));
        var (whole, before) = (HandNets.State(start), HandNets.State(masked));
        var after = HandNets.State(masked.ShuffleMask().Reset());
        Assert.NotEqual(before.Mask, after.Mask);
        Assert.All(whole.Net.Parameters, p => Assert.Equal(
            before.Mask.AsSpan(p.Offset, p.Count).ToArray().Sum(),
                after.Mask.AsSpan(p.Offset, p.Count).ToArray().Sum()));
        Assert.Equal(whole.Values.Zip(after.Mask, (v, m) => v * m), after.Values);
        Assert.NotEqual(after.Mask, HandNets.State(masked.ShuffleMask().Reset(), seed: 2).Mask);
    }
}
