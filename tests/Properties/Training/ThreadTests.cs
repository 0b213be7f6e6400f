using System.Security.Cryptography;
using Pruning.Shared.Data;
using Pruning.Shared.Engine;
using Pruning.Shared.Kernels;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;
using Xunit;

namespace Pruning.Tests.Properties.Training;

/// <summary>The same bits on any number of cores, and no libtorch.</summary>
public sealed class ThreadTests
{
    private const int Features = 144;
    private const int Classes = 10;
    private const int Batch = 96;

    /// <summary>So large that idle cores help with every layer's products.</summary>
    private static readonly Architecture Dense = new(
        new Linear("layer1", Features, 300), new Relu(),
        new Linear("layer2", 300, 200), new Tanh(),
        new Linear("layer3", 200, Classes));

    private static readonly Architecture Image = new(
        new Convolution("conv1", new(1, 12, 12), 8, 3, Padding: 1), new Relu(), new MaxPool(new(8, 12, 12), 2),
        new Convolution("conv2", new(8, 6, 6), 12, 3), new Relu(), new Linear("fc", 192, Classes));

    private static readonly DataSet Data = MakeData();

    [Fact]
    public void Train_OneTwoOrThreeWorkersAndIdleCores_SameBits()
    {
        if (ChildProcess.Answer is { } file)
        {
            File.WriteAllText(file, $"{Environment.ProcessorCount} {Workers.Count(Device.Cpu)} {Digest(limit: null)}");
            return;
        }

        // One row after another on this thread, once with a core of its own and nobody to help, once with whoever is
        // idle.
        var expected = Alone(() => Digest(limit: 0));
        Assert.Equal(expected, Digest(limit: 0));
        Assert.Equal(expected, Digest(limit: 1));
        for (var cores = 1; cores <= 3; cores++)
        {
            var said = ChildProcess.Run(
                typeof(ThreadTests), new Dictionary<string, string> { ["DOTNET_PROCESSOR_COUNT"] = $"{cores}" });
            Assert.Equal($"{cores} {cores} {expected}", said);
        }
    }

    [Fact]
    public void Train_OnTheProcessor_LoadsNoLibTorch()
    {
        if (ChildProcess.Answer is not { } file)
        {
            Assert.Equal("done", ChildProcess.Run(typeof(ThreadTests)));
            return;
        }

        Digest(limit: null);
        Assert.False(LibTorch.IsLoaded);
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        Assert.DoesNotContain(
            process.Modules.Cast<System.Diagnostics.ProcessModule>(),
            m => m.ModuleName.Contains("torch_cpu", StringComparison.OrdinalIgnoreCase));
        File.WriteAllText(file, "done");
    }

    /// <summary>Four seeds of each net trained, pruned on the way, and evaluated; SHA-256 over all bits.</summary>
    /// <param name="limit">The most workers; 0: the calling thread alone; null: as many as there are cores.</param>
    private static string Digest(int? limit)
    {
        (Architecture Net, int Seed)[] runs =
            [.. from net in new[] { Dense, Image } from seed in Enumerable.Range(1, 4) select (net, seed)];
        var results = new float[runs.Length][];
        using var examples = new Examples(Data, Device.Cpu);
        if (limit == 0)
        {
            for (var i = 0; i < runs.Length; i++)
            {
                results[i] = Run(runs[i].Net, runs[i].Seed, examples);
            }
        }
        else
        {
            Workers.Run(
                [.. Enumerable.Range(0, runs.Length)],
                Device.Cpu,
                (i, _) => results[i] = Run(runs[i].Net, runs[i].Seed, examples),
                limit);
        }

        return Convert.ToHexString(
            SHA256.HashData([.. results.SelectMany(row => row).SelectMany(BitConverter.GetBytes)]));
    }

    private static float[] Run(Architecture net, int seed, Examples examples)
    {
        var plan = new TrainingPlan(new Adam(1e-3), 2, Batch)
        {
            Schedule = [new(1, new(Criterion.Magnitude), Amount.OfTotal(0.9))],
        };
        var split = Split.Cut(Enumerable.Range(0, Data.Count).ToArray(), 2 * Batch, 50, Data.Count - (2 * Batch) - 50);
        var start = Initialization.FanIn(net, new RandomStream(seed, "init"));
        var row = Trainer.Train(net, TrainingStart.Dense([seed], [start], [split]), plan, examples).Single();
        var losses = Evaluation.Of(net, [row.Values], [[.. Enumerable.Range(0, Data.Count)]], examples).Single().Losses;
        return [.. row.Values, .. row.Mask, .. row.TrainLoss, .. row.ValidationLoss, .. losses];
    }

    private static T Alone<T>(Func<T> work)
    {
        for (var i = 0; i < Environment.ProcessorCount; i++)
        {
            IdleCores.Enter();
        }

        try
        {
            return work();
        }
        finally
        {
            for (var i = 0; i < Environment.ProcessorCount; i++)
            {
                IdleCores.Leave();
            }
        }
    }

    private static DataSet MakeData()
    {
        var inputs = new float[300 * Features];
        new RandomStream(1, "threads").Uniform(inputs, 1);
        return new("threads", Features, Classes, inputs, [.. Enumerable.Range(0, 300).Select(i => i % Classes)]);
    }
}
