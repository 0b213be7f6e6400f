using Pruning.Reproductions.Papers.Common;
using Pruning.Shared.Training;
using Xunit;

namespace Pruning.Tests.Reproductions.Common;

/// <summary>Nets that are trained once, whoever asks for them.</summary>
public sealed class ImageTrainingTests : IDisposable
{
    private const int Epochs = 3;

    private static readonly TrainingPlan Plan = new(new Sgd(0.05), Epochs, 3) { Curves = false };

    private readonly ImageTraining images = new(Toy.Examples(10), Toy.Examples(6));

    public void Dispose() => images.Dispose();

    [Fact]
    public void Nets_AskedAgainInOtherCompany_AreTheSameRows()
    {
        var first = Nets([1, 2], out _);
        var second = Nets([3, 2, 1], out _);
        Assert.Same(first[0], second[2]);
        Assert.Same(first[1], second[1]);
        Assert.NotEqual(first[0].Values, Nets([1], out _, "another", Plan with { Epochs = 1 })[0].Values);
    }

    [Fact]
    public void Nets_Trained_AreThoseOfTheTrainerOnAllImagesInOrderOrNot()
    {
        using var alone = new ImageTraining(Toy.Examples(10), Toy.Examples(6));
        Assert.Equal(Nets([1, 2], out _)[1].Values, Nets(alone, [2], out _, "other name", Plan)[0].Values);
        Assert.NotEqual(Nets([1], out _)[0].Values, Nets([1], out _, "unshuffled", Plan with { Shuffled = false })[0].Values);
    }

    [Fact]
    public void Nets_Progress_AddsUpWhateverWasTrainedBefore()
    {
        foreach (var seeds in new[] { new[] { 1, 2 }, [1, 2, 3], [3], [4, 1, 5] })
        {
            Nets(seeds, out var told);
            Assert.Equal(seeds.Length, told.Sum(), 1e-9);
            Assert.All(told, part => Assert.True(part >= -1e-12));
        }
    }

    [Fact]
    public void Nets_Progress_OfTheUntrainedComesInParts()
    {
        Nets([1, 2], out var all);
        Nets([1, 2], out var none);
        Nets([1, 3], out var half);
        Assert.True(all.Count > Epochs);
        Assert.Equal(2, none[0], 1e-9);

        // First what is trained now, then what was there, then the nothing that is left.
        Assert.Equal(1, half.SkipLast(2).Sum(), 1e-9);
        Assert.Equal([1, 0], half.TakeLast(2).Select(part => Math.Round(part, 9)));
    }

    [Fact]
    public void AccuracyByEpoch_Trained_HasOneAnEpochAndEndsWithTheNet()
    {
        var rows = Nets([1, 2], out _, byEpoch: true);
        Nets([2, 3], out _, byEpoch: true);
        int[] all = [.. Enumerable.Range(0, images.Test.Count)];
        foreach (var (row, seed) in rows.Zip([1, 2]))
        {
            var accuracies = images.AccuracyByEpoch("stage", seed);
            Assert.Equal(Epochs, accuracies.Count);
            Assert.Equal(Evaluation.Of(Toy.Net, [row.Values], [all], images.Test).Single().Accuracy, accuracies[^1]);
        }
    }

    [Fact]
    public void AccuracyByEpoch_Measured_ChangesNoWeight()
    {
        using var other = new ImageTraining(Toy.Examples(10), Toy.Examples(6));
        Assert.Equal(Nets([1], out _, byEpoch: true)[0].Values, Nets(other, [1], out _, "stage", Plan)[0].Values);
    }

    [Fact]
    public void Nets_StageOfTheSeed_TellsSeedsApart()
    {
        var work = new Work(2, Epochs, _ => { });
        var rows = images.Nets(Toy.Net, seed => $"kept={seed}", [1, 2], [Toy.Initial(1), Toy.Initial(2)], Plan, work, TestContext.Current.CancellationToken);
        Assert.Equal(rows[1].Values, images.Nets(Toy.Net, _ => "kept=2", [2], [Toy.Initial(2)], Plan, work, TestContext.Current.CancellationToken)[0].Values);
    }

    private TrainedRow[] Nets(int[] seeds, out List<double> told, string stage = "stage", TrainingPlan? plan = null, bool byEpoch = false) =>
        Nets(images, seeds, out told, stage, plan ?? Plan, byEpoch);

    private static TrainedRow[] Nets(ImageTraining images, int[] seeds, out List<double> told, string stage, TrainingPlan plan, bool byEpoch = false)
    {
        told = [];
        var work = new Work(seeds.Length, plan.Epochs, told.Add);
        var rows = images.Nets(Toy.Net, _ => stage, seeds, [.. seeds.Select(Toy.Initial)], plan, work, TestContext.Current.CancellationToken, byEpoch);
        work.Finish();
        return rows;
    }
}
