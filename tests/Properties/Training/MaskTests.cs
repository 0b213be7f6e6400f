using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pruning.Shared.Populations;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Training;

[Generated(typeof(Runs))]
public sealed class MaskTests
{
    [Property]
    public void Train_UnderAMask_PrunedWeightsAreZeroAfterEveryStep((TrainingPlan Plan, float[] Mask, int Seed) c)
    {
        for (var steps = 0; steps <= 3 * SmallTraining.StepsPerEpoch; steps++)
        {
            var row = Train(c.Plan with { StopAfterSteps = steps }, c.Mask, c.Seed);
            Assert.All(row.Values.Zip(c.Mask), v => Assert.True(v.Second == 1 || IsPlusZero(v.First)));
            Assert.Equal(c.Mask, row.Mask);
        }
    }

    [Property]
    public void Train_PruningOnTheWay_NothingPrunedReturnsAtAnyLaterStep((TrainingPlan Plan, int Seed) c)
    {
        // Both the moments of Adam and the velocity of SGD are full when the weights go.
        var before = Enumerable.Repeat(1f, SmallTraining.Net.ParameterCount).ToArray();
        for (var steps = 0; steps <= 4 * SmallTraining.StepsPerEpoch; steps++)
        {
            var row = SmallTraining.Train(SmallTraining.TrainingStart(c.Seed),
                c.Plan with { StopAfterSteps = steps })[0];
            Assert.All(before.Zip(row.Mask), m => Assert.True(m.Second <= m.First));
            Assert.All(row.Values.Zip(row.Mask), v => Assert.True(v.Second == 1 || IsPlusZero(v.First)));
            before = row.Mask;
        }
    }

    [Property]
    public void Train_UnderAMask_SurvivorsThatReachAnOutputChange((TrainingPlan Plan, float[] Mask, int Seed) c)
    {
        var start = SmallTraining.Initial(c.Seed);
        var row = Train(c.Plan, c.Mask, c.Seed);
        Assert.All(Survivors(c.Mask), column => Assert.NotEqual(start[column], row.Values[column]));
    }

    [Property]
    public void Train_MaskReleased_EveryPrunedWeightGrowsAgain((TrainingPlan Plan, float[] Mask, int Seed) c)
    {
        var released = Train(c.Plan with { MaskInForce = false }, c.Mask, c.Seed);
        int[] pruned = [.. Enumerable.Range(0, c.Mask.Length).Where(column => c.Mask[column] == 0)];
        Assert.All(pruned, column => Assert.NotEqual(0, released.Values[column]));
        Assert.Equal(pruned.Length, released.Pruned);

        // They start from 0 all the same.
        var start = Train(c.Plan with { MaskInForce = false, StopAfterSteps = 0 }, c.Mask, c.Seed);
        Assert.Equal(SmallTraining.Initial(c.Seed).Zip(c.Mask, (v, m) => v * m), start.Values);
    }

    [Property]
    public void Train_MaskOfOnes_InForceOrReleasedIsTheSame((TrainingPlan Plan, float[] Mask, int Seed) c)
    {
        var inForce = SmallTraining.Train(SmallTraining.TrainingStart(c.Seed), c.Plan)[0];
        var released = SmallTraining.Train(SmallTraining.TrainingStart(c.Seed), c.Plan with { MaskInForce = false })[0];
        Assert.Equal(SmallTraining.Bits(inForce), SmallTraining.Bits(released));
    }

    [Property]
    public void Train_MaskOfZeros_LeavesNothingToTrain((TrainingPlan Plan, float[] Mask, int Seed) c)
    {
        var row = Train(c.Plan, new float[c.Mask.Length], c.Seed);
        Assert.All(row.Values, v => Assert.Equal(0, v));

        // Even outputs: ln 3.
        Assert.All(row.TrainLoss, l => Assert.Equal(Math.Log(3), l, 1e-6));
    }

    /// <summary>Plans without pruning and with it on the way, masks to start from, and seeds.</summary>
    public static class Runs
    {
        public static Arbitrary<(TrainingPlan Plan, float[] Mask, int Seed)> Tickets { get; } = (
            from optimizer in SmallTraining.Optimizers
            from mask in SmallTraining.Masks
            from seed in Gen.Choose(1, 1000)
            select (new TrainingPlan(optimizer, 3, SmallTraining.BatchSize), mask, seed)).ToArbitrary();

        public static Arbitrary<(TrainingPlan Plan, int Seed)> Pruning { get; } = (
            from plan in SmallTraining.PruningPlans
            from seed in Gen.Choose(1, 1000)
            select (plan, seed)).ToArbitrary();
    }

    private static bool IsPlusZero(float value) => BitConverter.SingleToInt32Bits(value) == 0;

    private static TrainedModel Train(TrainingPlan plan, float[] mask, int seed) =>
        SmallTraining.Train(SmallTraining.TrainingStart(seed) with { Masks = [mask] }, plan)[0];

    /// <summary>
    /// Columns that are left and have a gradient: of the hidden units, those that some output still reads.
    /// </summary>
    private static IEnumerable<int> Survivors(float[] mask)
    {
        var (hidden, hiddenBias, output) = (SmallTraining.Net.Parameters[0], SmallTraining.Net.Parameters[1],
            SmallTraining.Net.Parameters[2]);
        for (var column = 0; column < mask.Length; column++)
        {
            var unit = column < hiddenBias.Offset ? (column - hidden.Offset) / 3
                : column < output.Offset ? column - hiddenBias.Offset
                : -1;
            var read = unit < 0 || Enumerable.Range(0, 3).Any(k => mask[output.Offset + (k * 4) + unit] == 1);
            if (mask[column] == 1 && read)
            {
                yield return column;
            }
        }
    }
}
