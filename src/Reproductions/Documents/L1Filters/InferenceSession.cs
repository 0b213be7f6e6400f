using System.Diagnostics;
using MathNet.Numerics.Statistics;
using Pruning.Reproductions.Auditing;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Reproductions.Documents.L1Filters;

/// <summary>Times both nets, round about, so that whatever else the machine does falls on both.</summary>
internal sealed class InferenceSession : Session
{
    /// <summary>The document leaves the time on a CPU empty, so that is what is timed, whatever else runs on a GPU.</summary>
    private static readonly Device Processor = CPU;

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
        using var noGrad = no_grad();
        var clock = Stopwatch.StartNew();
        var initial = FilterProtocol.Initial(FilterProtocol.Net, seed, "init");
        var small = SmallNet.Of(FilterProtocol.Net, FilterProtocol.ByNorm(Norm.L1), FilterProtocol.Two, [initial], [seed], Processor);
        using var baseline = new Population(FilterProtocol.Net, [initial], Processor);
        using var pruned = new Population(small.Architecture, small.Rows, Processor);
        var values = new Dictionary<string, double>();
        foreach (var batch in InferenceExperiment.Batches)
        {
            using var images = Images(seed, batch);
            var (whole, fewer) = Interleaved(baseline, pruned, images, Math.Max(1, ImagesPerRound / batch));
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
    private static (double[] First, double[] Second) Interleaved(Population first, Population second, Tensor images, int passes)
    {
        _ = Seconds(first, images, WarmUp);
        _ = Seconds(second, images, WarmUp);
        var (a, b) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            if (round % 2 == 0)
            {
                a[round] = Seconds(first, images, passes);
                b[round] = Seconds(second, images, passes);
            }
            else
            {
                b[round] = Seconds(second, images, passes);
                a[round] = Seconds(first, images, passes);
            }
        }

        return (a, b);
    }

    /// <summary>Reading the outputs is part of it.</summary>
    private static double Seconds(Population net, Tensor images, int passes)
    {
        using var scope = NewDisposeScope();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < passes; i++)
        {
            _ = Tensors.ToArray<float>(net.Forward(images));
        }

        return clock.Elapsed.TotalSeconds / passes;
    }

    /// <summary>[1, 784, batch], laid out as examples are gathered.</summary>
    private static Tensor Images(int seed, int batch)
    {
        using var scope = NewDisposeScope();
        var pixels = new float[batch * 784];
        new RandomStream(seed, "images").Uniform(pixels, 1);
        return Tensors.From<float>([.. pixels.Select(Math.Abs)], float32, Processor, 1, batch, 784).transpose(1, 2).DetachFromDisposeScope();
    }
}
