using System.Runtime.InteropServices;
using Pruning.Benchmarks.Problems;
using Pruning.Shared.Data;
using Pruning.Shared.Engine;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;

namespace Pruning.Benchmarks.Ours;

/// <summary>
/// What both sides start from, as raw little-endian files: <c>DATA.inputs</c> [examples, features] float32,
/// <c>DATA.labels</c> [examples] int32, <c>PROBLEM.values</c> [nets, parameters] float32 and <c>PROBLEM.orders</c>
/// [nets, epochs, rows] int32, which peers go through again and again; our side draws every epoch's order, as an audit
/// does.
/// </summary>
internal static class Exchange
{
    private const int SmallSetEpochs = 100;

    /// <summary>Writes what is not there yet.</summary>
    public static void Write(Problem problem, string folder)
    {
        var data = new Lazy<DataSet>(problem.Data);
        int[] seeds = [.. Enumerable.Range(0, problem.Nets)];
        Save<float>(folder, $"{problem.DataName}.inputs", () => data.Value.Inputs);
        Save<int>(folder, $"{problem.DataName}.labels", () => data.Value.Labels);
        Save<float>(folder, $"{problem.Name}.values", () => [.. seeds.SelectMany(seed => Values(problem, seed))]);
        Save<int>(folder, $"{problem.Name}.orders", () => [.. seeds.SelectMany(seed => Orders(problem, seed))]);
    }

    /// <summary>The examples.</summary>
    public static Examples ReadExamples(Job job)
    {
        var inputs = Read<float>(job.Folder, $"{job.Problem.DataName}.inputs");
        var labels = Read<int>(job.Folder, $"{job.Problem.DataName}.labels");
        var data = new DataSet(job.Problem.DataName, inputs.Length / labels.Length, labels.Max() + 1, inputs, labels);
        return new(data, job.Device);
    }

    /// <summary>The initial values of some nets.</summary>
    public static float[][] ReadValues(Job job)
    {
        var all = Read<float>(job.Folder, $"{job.Problem.Name}.values");
        var size = job.Problem.Net.ParameterCount;
        return [.. Enumerable.Range(job.First, job.Nets).Select(net => all[(net * size)..((net + 1) * size)])];
    }

    private static float[] Values(Problem problem, int seed)
    {
        var initial = problem.Start(problem.Net, new RandomStream(seed, "init"));
        return problem.Kind == WorkKind.Sweep ? SomewhatTrained(initial, seed) : initial;
    }

    /// <summary>A curve is of a net that has learnt something; how much does not matter here.</summary>
    private static float[] SomewhatTrained(float[] initial, int seed)
    {
        const int Steps = 100;
        using var examples = new Examples(ProblemList.Mnist32.Data(), Device.Cpu);
        return Training.Run(ProblemList.Mnist32, [seed], [initial], Steps, examples).Single();
    }

    private static IEnumerable<int> Orders(Problem problem, int seed)
    {
        var stream = new RandomStream(seed, "batch-order");
        var rows = problem.Train();
        for (var epoch = 0; epoch < (rows.Length > 1000 ? 1 : SmallSetEpochs); epoch++)
        {
            int[] order = [.. rows];
            stream.Shuffle(order);
            foreach (var row in order)
            {
                yield return row;
            }
        }
    }

    private static T[] Read<T>(string folder, string name)
        where T : unmanaged
    {
        using var file = File.OpenRead(Path.Combine(folder, name));
        var values = new T[file.Length / Marshal.SizeOf<T>()];
        file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private static void Save<T>(string folder, string name, Func<T[]> values)
        where T : unmanaged
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            using var file = File.Create(path);
            file.Write(MemoryMarshal.AsBytes<T>(values()));
        }
    }
}
