using System.Diagnostics;
using MathNet.Numerics.Statistics;
using Pruning.Reproductions.Auditing;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;

namespace Pruning.Reproductions.Documents.L1Filters;

/// <summary>
/// Times both nets on the processor in turns, so that whatever else the machine does falls on both. The document leaves the time on a CPU
/// empty, so that is what is timed, whatever else runs on a GPU.
/// </summary>
internal sealed class InferenceSession : Session
{
    private const int WarmUp = 20;
    private const int Rounds = 41;

    /// <summary>Images a round, at least: then it takes milliseconds, which a clock tells well.</summary>
    private const int ImagesPerRound = 64;

    /// <inheritdoc/>
    public override IReadOnlyList<Replicate> Run(Reading reading, IReadOnlyList<int> seeds, Action<double> advance, CancellationToken cancel)
    {
        var replicates = new List<Replicate>();
        foreach (var seed in seeds)
        {
            cancel.ThrowIfCancellationRequested();
            replicates.Add(Measure(seed));
            advance(1);
        }

        return replicates;
    }

    private static Replicate Measure(int seed)
    {
        var clock = Stopwatch.StartNew();
        var initial = FilterProtocol.Initial(FilterProtocol.Net, seed, "init");
        var small = SmallNet.Of(FilterProtocol.Net, FilterProtocol.ByNorm(Norm.L1), FilterProtocol.Two, [initial], [seed]);
        var values = new Dictionary<string, double>();
        foreach (var batch in InferenceExperiment.Batches)
        {
            var images = Images(seed, batch);
            using var baseline = new NetOutputs(FilterProtocol.Net, initial, images, batch);
            using var pruned = new NetOutputs(small.Architecture, small.Rows[0], images, batch);
            var (whole, fewer) = Interleaved(baseline, pruned, Math.Max(1, ImagesPerRound / batch));
            Add($"baseline@{batch}", whole);
            Add($"pruned@{batch}", fewer);
            values[$"pruned@{batch}.speedup"] = whole.Median() / fewer.Median();
        }

        values["pruned.speedupByMacs"] = (double)FilterProtocol.Net.MultiplyAccumulates / small.Architecture.MultiplyAccumulates;
        return new(seed, values, new Dictionary<string, IReadOnlyList<double>>(), new Dictionary<string, IReadOnlyList<double>>(), Seconds: clock.Elapsed.TotalSeconds);

        void Add(string arm, double[] seconds)
        {
            values[$"{arm}.seconds"] = seconds.Median();
            values[$"{arm}.spread"] = seconds.InterquartileRange() / seconds.Median();
        }
    }

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
                b[round] = Seconds(second, passes);
            }
            else
            {
                b[round] = Seconds(second, passes);
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
