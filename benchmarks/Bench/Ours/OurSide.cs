using System.Diagnostics;
using System.Text.Json;
using Pruning.Benchmarks.Problems;
using Pruning.Benchmarks.Racing;
using Pruning.Shared.Engine;
using Pruning.Shared.Training;

namespace Pruning.Benchmarks.Ours;

/// <summary>
/// One process of our side. Like every peer it does the check, says <c>ready</c>, waits for a line, does what is timed,
/// and prints one line of JSON. Timed from its start, it says <c>ready</c> after the first steps and goes on to the
/// check by itself.
/// </summary>
internal static class OurSide
{
    public static void Run(Job job)
    {
        if (job.Device == Device.Cuda)
        {
            // As an audit.
            DeterministicMode.Set(on: true);
        }

        using var examples = Exchange.ReadExamples(job);
        var values = Exchange.ReadValues(job);
        var said = job.Problem.Kind switch
        {
            WorkKind.Sweep => Sweep(job, values[0], examples),
            WorkKind.Multiply => Multiply(job, values[0], examples),
            _ => Train(job, values, examples),
        };
        Say(said);
    }

    private static void Say(Said said) => Console.WriteLine(JsonSerializer.Serialize(said, Said.Json));

    private static Said Train(Job job, float[][] values, Examples examples)
    {
        int[] seeds = [.. Enumerable.Range(job.First, job.Nets)];
        if (job.FromStart)
        {
            var started = Run(job.Check);
            Console.WriteLine("ready");
            return new(job.Problem.Name, 0, Losses(values), Losses(started));
        }

        var (before, after) = (Losses(values), Losses(Run(job.Check)));
        for (var turn = 1; turn < job.Turns; turn++)
        {
            Say(Turn());
        }

        return Turn();

        Said Turn() => new(job.Problem.Name, Timed(() => Run(job.Steps)), before, after);

        float[][] Run(int steps) => Training.Run(job.Problem, seeds, values, steps, examples);

        double[] Losses(float[][] rows) => Training.Losses(job.Problem, rows, examples);
    }

    private static Said Sweep(Job job, float[] values, Examples examples)
    {
        var after = Evaluate(job.Check, 1000);
        return new(job.Problem.Name, Timed(() => Evaluate(job.Steps, examples.Count)), after[..1], after);

        double[] Evaluate(int evaluations, int images) =>
            CurveSweep.Run(job.Problem.Net, values, evaluations, images, examples);
    }

    private static Said Multiply(Job job, float[] values, Examples examples)
    {
        var product = new MatrixProduct(values, examples.Inputs, examples.Features);
        double[] before = [0];
        var after = product.RowMeans();
        return new(job.Problem.Name, Timed(() => product.Run(job.Steps)), before, after);
    }

    private static double Timed<T>(Func<T> work)
    {
        Console.WriteLine("ready");
        Console.ReadLine();
        var clock = Stopwatch.StartNew();
        work();
        return clock.Elapsed.TotalSeconds;
    }
}
