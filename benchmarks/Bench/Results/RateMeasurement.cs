using System.Diagnostics;
using Pruning.Shared.Engine;
using Pruning.Shared.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Benchmarks.Results;

/// <summary>Measures what the floors are made of, every core at work, the best of some tries.</summary>
internal static class RateMeasurement
{
    private const int Tries = 40;
    private const int MatrixSize = 1536;
    private const int CopiedFloats = 1 << 25;

    public static MachineRates Measure()
    {
        var engine = EngineFingerprint.Of(CPU);
        var flops = 2.0 * MatrixSize * MatrixSize * MatrixSize;
        var bytes = 2.0 * sizeof(float) * CopiedFloats;
        return new(
            Best(flops, () => rand(1, MatrixSize, MatrixSize), (a, b) => Operators.Affine(a, b, null).Dispose()),
            Best(bytes, () => ones(CopiedFloats), (a, b) => a.copy_(b)),
            $"libtorch {engine["libtorch"]}");
    }

    /// <summary>Amount a second, summed over the cores.</summary>
    private static double Best(double amount, Func<Tensor> make, Action<Tensor, Tensor> work)
    {
        var cores = Environment.ProcessorCount;
        using var together = new Barrier(cores);
        var seconds = new double[cores, Tries];
        Workers.Run([.. Enumerable.Range(0, cores)], CPU, (core, cancel) =>
        {
            using var noGrad = no_grad();
            using var scope = NewDisposeScope();
            var (a, b) = (make(), make());
            work(a, b);
            for (var i = 0; i < Tries; i++)
            {
                together.SignalAndWait(cancel);
                var clock = Stopwatch.StartNew();
                work(a, b);
                seconds[core, i] = clock.Elapsed.TotalSeconds;
            }
        });
        return Enumerable.Range(0, Tries).Max(i => cores * amount / Enumerable.Range(0, cores).Max(core => seconds[core, i]));
    }
}
