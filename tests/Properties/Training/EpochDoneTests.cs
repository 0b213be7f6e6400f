using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Training;

/// <summary>What is shown of the rows while they train.</summary>
public sealed class EpochDoneTests
{
    private static readonly Gen<(TrainingPlan Plan, int[] Seeds)> Runs =
        from plan in Gen.OneOf(Tiny.Plans, Tiny.PruningPlans)
        from accumulate in Gen.Elements(true, false)
        from shuffled in Gen.Elements(true, false)
        from seeds in Tiny.Seeds(1, 4)
        select (plan with { AccumulateGradients = accumulate, Shuffled = shuffled }, seeds);

    [Fact]
    public void EpochDone_AnyPlan_IsShownWhatTrainingUpToThereEndsWith() => Cases.Check(Runs, c =>
    {
        var shown = new List<float[][]>();
        Tiny.Train(Tiny.Cohort(c.Seeds), c.Plan with { EpochDone = rows => shown.Add([.. rows]) });

        Assert.Equal(c.Plan.Epochs, shown.Count);
        for (var epochs = 1; epochs <= shown.Count; epochs++)
        {
            var shorter = Tiny.Train(Tiny.Cohort(c.Seeds), c.Plan with { Epochs = epochs });
            Assert.Equal(shorter.Select(row => Bits(row.Values)), shown[epochs - 1].Select(Bits));
        }
    });

    [Fact]
    public void EpochDone_Measuring_ChangesNoBitOfTheResult() => Cases.Check(Runs, c =>
    {
        int[][] lists = [.. c.Seeds.Select(_ => Tiny.Split.Test)];
        var accuracies = new List<double[]>();
        var measured = Tiny.Train(
            Tiny.Cohort(c.Seeds),
            c.Plan with { EpochDone = rows => accuracies.Add(Accuracies(rows)) });

        var unseen = Tiny.Train(Tiny.Cohort(c.Seeds), c.Plan);
        Assert.Equal(unseen.Select(Tiny.Bits), measured.Select(Tiny.Bits));
        Assert.Equal(Accuracies([.. unseen.Select(row => row.Values)]), accuracies[^1]);

        double[] Accuracies(IReadOnlyList<float[]> rows) =>
            [.. Evaluation.Of(Tiny.Net, rows, lists, Tiny.Examples).Select(e => e.Accuracy)];
    });

    [Fact]
    public void EpochDone_CancelledInTheSecondEpoch_WasCalledOnce()
    {
        using var cancel = new CancellationTokenSource();
        var calls = 0;
        var plan = new TrainingPlan(new Sgd(0.1), 5, Tiny.BatchSize) { EpochDone = _ => Count() };
        Assert.Throws<OperationCanceledException>(
            () => Trainer.Train(Tiny.Net, Tiny.Cohort(1, 2), plan, Tiny.Examples, cancel: cancel.Token));
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
        var plan = new TrainingPlan(new Sgd(0.1), 0, Tiny.BatchSize)
        {
            EpochDone = _ => Assert.Fail("There was no epoch."),
        };
        Assert.Equal(Tiny.Initial(1), Tiny.Train(Tiny.Cohort(1), plan)[0].Values);
    }

    private static int[] Bits(float[] values) => Array.ConvertAll(values, BitConverter.SingleToInt32Bits);
}
