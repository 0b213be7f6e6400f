using MathNet.Numerics.Statistics;

namespace Pruning.Reproductions.Papers.Taylor;

/// <summary>
/// Study of the time that Taylor scores add to back-propagation, and of how much faster nets with fewer maps are.
/// Replicates run one at a time.
/// </summary>
internal sealed record TimeStudy : IStudyDesign
{
    /// <summary>Images of one timed pass.</summary>
    private const int Images = 64;

    /// <summary>The study.</summary>
    public static Study<TimeStudy> Study { get; } = new("taylor/time", new())
    {
        Settings = [.. SmallVgg.Settings, ("weights", "those of the pre-trained net under an untrained head")],
        Factors =
        [
            new("pretraining", Stance.Unstated, "steps of pre-training, 64 images each", [SmallVgg.Pretraining],
                (s, n) => s with { Pretraining = n }),
        ],
        Replicates = new(8, 8, 1),
        ShortChoices = new Dictionary<string, string> { ["pretraining"] = "30" },
    };

    private int Pretraining { get; init; } = SmallVgg.Pretraining;

    public StudyPlan Plan(bool whole)
    {
        var plan = new StudyPlan(StudyData.CatsAndDogs(tests: 400));
        var net = SmallVgg.Transferred(plan, Pretraining);
        var ranked = SmallVgg.Ranked(Criterion.TaylorMap() with { LayerNorm = LayerNorm.L2 });
        plan.Measure("score", net, ScoreTimes);
        foreach (var gone in new[] { TaylorStudy.Half, TaylorStudy.FourFifths })
        {
            plan.Measure($"pruned@{gone}", net.Prune(ranked, Amount.Of(gone)).Shrink(), Speedup(net));
        }

        return plan;
    }

    /// <summary>States the times, and the speed of nets with fewer maps.</summary>
    public static string Describe(IReadOnlyList<Replicate> replicates, Reading reading)
    {
        return $"A forward and backward pass over {Images} images takes {Milliseconds("score.seconds")} ms, and "
            + $"{Milliseconds("score.scoringSeconds")} ms with the scores, which are summed in double precision beside "
            + $"those of the other criteria (medians of interleaved rounds, means over {replicates.Count} replicates). "
            + $"Inference on {Images} images is {Faster(TaylorStudy.Half)} without half of the maps, the lowest, and "
            + $"{Faster(TaylorStudy.FourFifths)} without four fifths.";

        string Milliseconds(string metric) => $"{1e3 * replicates.Average(r => r.Values[metric]):0.0}";

        string Faster(int gone) =>
            $"{ResultText.Mean(replicates, $"pruned@{gone}.speedup", 1, "0.00")} times as fast "
            + $"({replicates.Average(r => r.Values[$"pruned@{gone}.speedupByMacs"]):0.00} by multiply-accumulates "
            + "alone)";
    }

    /// <summary>
    /// Measures the seconds of a forward and backward pass without and with the scores, and what they add, as a share.
    /// </summary>
    private static Measurement ScoreTimes { get; } = new(
        [
            new("seconds", "seconds", Nature.Time), new("scoringSeconds", "seconds", Nature.Time),
            new("extra", "fraction", Nature.Time),
        ],
        (net, to) =>
        {
            int[] images = [.. net.Split.Train.Take(Images)];
            var times = InterleavedTimes.Of(
                () => _ = net.ScoredOver(images).MapSensitivity, () => _ = net.ScoredOver(images).Gradients, 1);
            to.Value("seconds", times.Second.Median());
            to.Value("scoringSeconds", times.First.Median());
            to.Value("extra", times.Ratio - 1);
        });

    /// <summary>Measures how many times as fast inference is as that of the whole net, on one thread.</summary>
    private static Measurement Speedup(Arm whole) => new(
        [new("speedup", "times", Nature.Time), new("speedupByMacs", "times")],
        (net, to) =>
        {
            float[] images = [.. net.TrainingSet.Inputs.Take(Images * net.TrainingSet.Features)];
            using var before = new NetOutputs(net.Of(whole).Net, net.Of(whole).Values, images, Images);
            using var after = new NetOutputs(net.Net, net.Values, images, Images);
            to.Value("speedup", InterleavedTimes.Of(before.Run, after.Run, 1).Ratio);
            to.Value("speedupByMacs", (double)net.Of(whole).Net.MultiplyAccumulates / net.Net.MultiplyAccumulates);
        })
    {
        Uses = [whole],
    };
}
