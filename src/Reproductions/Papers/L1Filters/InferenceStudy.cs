using MathNet.Numerics.Statistics;
using Pruning.Shared.Randomness;

namespace Pruning.Reproductions.Papers.L1Filters;

/// <summary>
/// Study of the inference times of the net and its pruned form, for one image and for 256, always on one CPU thread;
/// the document leaves them empty. Times do not depend on the weights, so nothing is trained.
/// </summary>
internal sealed record InferenceStudy : IStudyDesign
{
    /// <summary>Least number of images per timing round.</summary>
    private const int ImagesPerRound = 64;

    /// <summary>Batch sizes, in images.</summary>
    private static readonly IReadOnlyList<int> Batches = [1, 256];

    /// <summary>The study; it has no factors.</summary>
    public static Study<InferenceStudy> Study { get; } =
        new("l1-filters/inference", new()) { Replicates = new(8, 8, 1) };

    /// <summary>Speed-up of the pruned net on single images, shown with the times at all batch sizes.</summary>
    public static Quantity Speedup { get; } = Quantity.Metric("pruned@1.speedup")
        with
    { Arms = ["pruned", .. Batches.Select(b => $"pruned@{b}")] };

    public StudyPlan Plan(bool whole)
    {
        var plan = new StudyPlan(StudyData.Mnist);
        var baseline = plan.Start(FilterNet.Net, Init.FanIn());
        var pruned = baseline.Prune(FilterNet.ByNorm(Norm.L1), FilterNet.Two).Shrink();
        foreach (var batch in Batches)
        {
            plan.Measure($"pruned@{batch}", pruned, Times(baseline, batch));
        }

        return plan.Measure("pruned", pruned, Measurement.Of(
            new("speedupByMacs", "times", Nature.Count),
            net => (double)net.Of(baseline).Net.MultiplyAccumulates / net.Net.MultiplyAccumulates)
                with
        { Uses = [baseline] });
    }

    /// <summary>States the measured times, and the speed-up that multiply-accumulates alone would give.</summary>
    public static string Describe(IReadOnlyList<Replicate> replicates, Reading reading)
    {
        var parts = Batches.Select(b =>
            $"{(b == 1 ? "one image" : $"{b} images")}: {Micro($"pruned@{b}.baselineSeconds")} against "
                + $"{Micro($"pruned@{b}.seconds")} µs, {ResultText.Mean(replicates, $"pruned@{b}.speedup", 1, "0.00")} "
                + "times faster "
                + "(the interquartile range of the rounds is up to "
                + $"{100 * Math.Max(Mean($"pruned@{b}.baselineSpread"), Mean($"pruned@{b}.spread")):0} % "
                + "of the median)");
        return $"On one CPU thread, medians of interleaved rounds, means over {replicates.Count} replicates. "
            + $"{string.Join("; ", parts)}. Multiply-accumulates alone would make it "
            + $"{Mean("pruned.speedupByMacs"):0.00} times faster. The kernels process sixteen images at once, so "
            + "one image takes as long as sixteen.";

        double Mean(string metric) => replicates.Average(r => r.Values[metric]);

        string Micro(string metric) => $"{1e6 * Mean(metric):#,0}";
    }

    /// <summary>Measures the seconds each net takes for a batch, gathering included, and their ratio.</summary>
    private static Measurement Times(Arm baseline, int batch) => new(
        [
            new("baselineSeconds", "seconds", Nature.Time), new("baselineSpread", "fraction", Nature.Time),
            new("seconds", "seconds", Nature.Time), new("spread", "fraction", Nature.Time),
                new("speedup", "times", Nature.Time),
        ],
        (net, to) =>
        {
            var images = Images(net.Seed, batch);
            using var whole = new NetOutputs(net.Of(baseline).Net, net.Of(baseline).Values, images, batch);
            using var fewer = new NetOutputs(net.Net, net.Values, images, batch);
            var times = InterleavedTimes.Of(whole.Run, fewer.Run, Math.Max(1, ImagesPerRound / batch));
            to.Value("baselineSeconds", times.First.Median());
            to.Value("baselineSpread", InterleavedTimes.Spread(times.First));
            to.Value("seconds", times.Second.Median());
            to.Value("spread", InterleavedTimes.Spread(times.Second));
            to.Value("speedup", times.Ratio);
        })
    {
        Uses = [baseline],
        Setting = $"{batch}",
    };

    /// <summary>Random pixels in [0, 1], [batch, 784], row-major.</summary>
    private static float[] Images(int seed, int batch)
    {
        var pixels = new float[batch * 784];
        new RandomStream(seed, "images").Uniform(pixels, 1);
        return [.. pixels.Select(Math.Abs)];
    }
}
