using Pruning.Reproductions.Papers;
using Pruning.Reproductions.Papers.Lottery;
using Pruning.Reproductions.Studies;
using Pruning.Reproductions.Studies.Steps;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.Lottery;

/// <summary>The arms of the study of lottery tickets.</summary>
public sealed class LotteryArmsTests
{
    private static readonly StudyPlan Plan = LotteryStudy.Study.PlanOf(LotteryStudy.Study.Primary);

    [Theory]
    [InlineData(3, 51.3)]
    [InlineData(7, 21.1)]
    [InlineData(9, 13.5)]
    [InlineData(12, 7.0)]
    [InlineData(15, 3.6)]
    public void Masks_AfterRounds_LeaveTheDocumentsSharesOfTheWeights(int round, double percent)
    {
        foreach (var family in new[] { "ticket", "reinitialised", "oneShot" })
        {
            Assert.Equal(percent, Math.Round(100.0 * Left($"{family}@{round}") / LeNet.Weights, 1));
        }
    }

    [Fact]
    public void Arms_EveryMask_StartsFromTheInitialValuesOrNewOnes()
    {
        Assert.IsType<TakeValuesStep>(StartOf("ticket@7").Step);
        Assert.Equal("reset", StartOf("ticket@7").Step.Text);
        Assert.Equal("reset", StartOf("oneShot@7").Step.Text);
        Assert.IsType<ReinitialiseStep>(StartOf("reinitialised@7").Step);
        Assert.IsType<ShuffleMaskStep>(StartOf("shuffled@7").From!.Step);
        Assert.Equal(StartOf("ticket@7").From!.Hash, StartOf("reinitialised@7").From!.Hash);
    }

    [Fact]
    public void Rounds_OneShot_TrainTwiceAndIterativeOnesOnceMoreThanRounds()
    {
        Assert.Equal(1, Trainings("dense"));
        Assert.Equal(2, Trainings("oneShot@15"));
        Assert.Equal(16, Trainings("ticket@15"));
        Assert.Equal(16, Trainings("reinitialised@15"));
    }

    private static Arm Of(string name) => Plan.Arms.Single(a => a.Name == name).Arm;

    /// <summary>The arm before the last training.</summary>
    private static Arm StartOf(string name) => Of(name).From!.From!;

    private static int Trainings(string name)
    {
        var count = 0;
        for (var arm = Of(name); arm is not null; arm = arm.From)
        {
            count += arm.Step is TrainStep ? 1 : 0;
        }

        return count;
    }

    /// <summary>The weights that the prunings on the way leave, whatever the nets.</summary>
    private static int Left(string name)
    {
        var layers = LeNet.Net.Of(ParameterRole.Weight).ToDictionary(w => w.Layer, w => w.Count);
        var left = new Dictionary<string, int>(layers);
        var steps = new Stack<PruneStep>();
        for (var arm = Of(name); arm is not null; arm = arm.From)
        {
            if (arm.Step is PruneStep prune)
            {
                steps.Push(prune);
            }
        }

        foreach (var step in steps)
        {
            Assert.Equal(Scope.Layerwise, step.Method.Scope);
            foreach (var layer in layers.Keys.Except(step.Method.Spared))
            {
                left[layer] -= step.Amount.Count(layers[layer], left[layer]);
            }
        }

        return left.Values.Sum();
    }
}
