using System.Diagnostics;
using MathNet.Numerics.Statistics;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Pruning.Reproductions.Studies.Measuring;
using Pruning.Shared.Pruning;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;

namespace Pruning.Reproductions.Papers.L1Filters;

/// <summary>
/// How long the net and its pruned form take for one image and for 256, on one thread of the CPU, whatever else runs on a GPU: the document
/// leaves the time on a CPU empty. Times do not depend on the weights, so nothing is trained.
/// </summary>
internal sealed record InferenceStudy : IStudyDesign
{
    private const int WarmUp = 20;
    private const int Rounds = 41;

    /// <summary>Images a round, at least: then it takes milliseconds, which a clock tells well.</summary>
    private const int ImagesPerRound = 64;

    /// <summary>Images at a time.</summary>
    private static readonly IReadOnlyList<int> Batches = [1, 256];

    /// <summary>The study; it leaves nothing open.</summary>
    public static Study<InferenceStudy> Study { get; } = new("l1-filters/inference", new()) { Replicates = (8, 8), ShortReplicates = 1 };

    /// <summary>How many times faster the pruned net is, and both nets' times.</summary>
    public static Quantity Speedup { get; } = Quantity.Metric("pruned@1.speedup") with { Arms = ["pruned", .. Batches.Select(b => $"pruned@{b}")] };

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
            net => (double)net.Of(baseline).Net.MultiplyAccumulates / net.Net.MultiplyAccumulates) with { Uses = [baseline] });
    }

    /// <summary>The times behind the ratio, and what the multiply-accumulates alone would make it.</summary>
    public static string Describe(IReadOnlyList<Replicate> replicates, Reading reading)
    {
        var parts = Batches.Select(b =>
            $"{(b == 1 ? "one image" : $"{b} images")}: {Micro($"pruned@{b}.baselineSeconds")} against {Micro($"pruned@{b}.seconds")} µs, {ResultText.Mean(replicates, $"pruned@{b}.speedup", 1, "0.00")} times faster "
            + $"(the middle half of the rounds spans {100 * Math.Max(Mean($"pruned@{b}.baselineSpread"), Mean($"pruned@{b}.spread")):0} % of the median)");
        return $"On one thread of the CPU, medians of interleaved rounds, means over {replicates.Count} repetitions. {string.Join("; ", parts)}. By multiply-accumulates alone it would be {Mean("pruned.speedupByMacs"):0.00} times. The kernels take sixteen images side by side, so one image takes as long as sixteen.";

        double Mean(string metric) => replicates.Average(r => r.Values[metric]);

        string Micro(string metric) => $"{1e6 * Mean(metric):#,0}";
    }

    /// <summary>Seconds that either net takes for so many images, and their ratio. The nets take turns, so that whatever else the machine does falls on both.</summary>
    private static Measurement Times(Arm baseline, int batch) => new(
        [
            new("baselineSeconds", "seconds", Nature.Time), new("baselineSpread", "fraction", Nature.Time),
            new("seconds", "seconds", Nature.Time), new("spread", "fraction", Nature.Time), new("speedup", "times", Nature.Time),
        ],
        (net, to) =>
        {
            var images = Images(net.Seed, batch);
            using var whole = new NetOutputs(net.Of(baseline).Net, net.Of(baseline).Values, images, batch);
            using var fewer = new NetOutputs(net.Net, net.Values, images, batch);
            var (before, after) = Interleaved(whole, fewer, Math.Max(1, ImagesPerRound / batch));
            to.Value("baselineSeconds", before.Median());
            to.Value("baselineSpread", before.InterquartileRange() / before.Median());
            to.Value("seconds", after.Median());
            to.Value("spread", after.InterquartileRange() / after.Median());
            to.Value("speedup", before.Median() / after.Median());
        })
    {
        Uses = [baseline],
        Setting = $"{batch}",
    };

    /// <summary>Seconds a pass of either net, one figure a round; the nets take turns in going first.</summary>
    private static (double[] First, double[] Second) Interleaved(NetOutputs first, NetOutputs second, int passes)
    {
        _ = Seconds(first, WarmUp);
        _ = Seconds(second, WarmUp);
        var (a, b) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            if (round % 2 == 0)
            {
                a[round] = Seconds(first, passes);
            }

            b[round] = Seconds(second, passes);
            if (round % 2 != 0)
            {
                a[round] = Seconds(first, passes);
            }
        }

        return (a, b);
    }

    /// <summary>Gathering the images and reading the outputs are part of it.</summary>
    private static double Seconds(NetOutputs net, int passes)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < passes; i++)
        {
            net.Run();
        }

        return clock.Elapsed.TotalSeconds / passes;
    }

    /// <summary>[batch, 784], row-major.</summary>
    private static float[] Images(int seed, int batch)
    {
        var pixels = new float[batch * 784];
        new RandomStream(seed, "images").Uniform(pixels, 1);
        return [.. pixels.Select(Math.Abs)];
    }
}
