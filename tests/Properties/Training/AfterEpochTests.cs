using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Training;

/// <summary>What is shown of the rows while they train.</summary>
public sealed class AfterEpochTests
{
    private static readonly Gen<(TrainingPlan Plan, int[] Seeds)> Runs =
        from plan in Gen.OneOf(SmallTraining.Plans, SmallTraining.PruningPlans)
        from accumulate in Gen.Elements(true, false)
        from shuffled in Gen.Elements(true, false)
        from seeds in SmallTraining.Seeds(1, 4)
        select (plan with { AccumulateGradients = accumulate, Shuffled = shuffled }, seeds);

    [Fact]
    public void EpochDone_AnyPlan_IsShownWhatTrainingUpToThereEndsWith() => Cases.Check(Runs, c =>
    {
        var shown = new List<float[][]>();
        SmallTraining.Train(SmallTraining.TrainingStart(c.Seeds),
            c.Plan with { AfterEpoch = rows => shown.Add([.. rows]) });

        Assert.Equal(c.Plan.Epochs, shown.Count);
        for (var epochs = 1; epochs <= shown.Count; epochs++)
        {
            var shorter = SmallTraining.Train(SmallTraining.TrainingStart(c.Seeds), c.Plan with { Epochs = epochs });
            Assert.Equal(shorter.Select(row => Bits(row.Values)), shown[epochs - 1].Select(Bits));
        }
    });

    [Fact]
    public void EpochDone_Measuring_ChangesNoBitOfTheResult() => Cases.Check(Runs, c =>
    {
        int[][] lists = [.. c.Seeds.Select(_ => SmallTraining.Split.Test)];
        var accuracies = new List<double[]>();
        var measured = SmallTraining.Train(
            SmallTraining.TrainingStart(c.Seeds),
            c.Plan with { AfterEpoch = rows => accuracies.Add(Accuracies(rows)) });

        var unseen = SmallTraining.Train(SmallTraining.TrainingStart(c.Seeds), c.Plan);
        Assert.Equal(unseen.Select(SmallTraining.Bits), measured.Select(SmallTraining.Bits));
        Assert.Equal(Accuracies([.. unseen.Select(row => row.Values)]), accuracies[^1]);

        double[] Accuracies(IReadOnlyList<float[]> rows) =>
            [.. Evaluation.Of(SmallTraining.Net, rows, lists, SmallTraining.Examples).Select(e => e.Accuracy)];
    });

    [Fact]
    public void EpochDone_CancelledInTheSecondEpoch_WasCalledOnce()
    {
        using var cancel = new CancellationTokenSource();
        var calls = 0;
        var plan = new TrainingPlan(new Sgd(0.1), 5, SmallTraining.BatchSize) { AfterEpoch = _ => Count() };
        Assert.Throws<OperationCanceledException>(
            () => Trainer.Train(SmallTraining.Net, SmallTraining.TrainingStart(1, 2), plan, SmallTraining.Examples,
                cancel: cancel.Token));
        Assert.Equal(1, calls);

        void Count()
        {
            calls++;
            cancel.Cancel();
        }
    }

    [Fact]
    public void EpochDone_NoEpochs_IsNeverCalled()
    {
        var plan = new TrainingPlan(new Sgd(0.1), 0, SmallTraining.BatchSize)
        {
            AfterEpoch = _ => Assert.Fail("There was no epoch."),
        };
        Assert.Equal(SmallTraining.Initial(1), SmallTraining.Train(SmallTraining.TrainingStart(1), plan)[0].Values);
    }

    private static int[] Bits(float[] values) => Array.ConvertAll(values, BitConverter.SingleToInt32Bits);
}
