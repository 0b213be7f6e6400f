using System.Diagnostics;
using Pruning.Shared.Engine;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Benchmarks.Results;

/// <summary>
/// Measures what the floors are made of, by libtorch's operators with all of its threads, the best of some tries. Our
/// side runs none of them, so that a floor is what this machine can do and not what our kernels do.
/// </summary>
internal static class RateMeasurement
{
    private const int Tries = 40;
    private const int MatrixSize = 1536;
    private const int CopiedFloats = 1 << 25;

    public static MachineRates Measure()
    {
        var engine = LibTorch.Describe();
        var flops = 2.0 * MatrixSize * MatrixSize * MatrixSize;
        var bytes = 2.0 * sizeof(float) * CopiedFloats;
        return new(
            Best(flops, () => rand(MatrixSize, MatrixSize), (a, b) => a.mm(b).Dispose()),
            Best(bytes, () => ones(CopiedFloats), (a, b) => a.copy_(b)),
            $"rates by libtorch {engine.Version}");
    }

    /// <summary>Amount a second.</summary>
    private static double Best(double amount, Func<Tensor> make, Action<Tensor, Tensor> work)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var (a, b) = (make(), make());
        work(a, b);
        return Enumerable.Range(0, Tries).Max(_ =>
        {
            var clock = Stopwatch.StartNew();
            work(a, b);
            return amount / clock.Elapsed.TotalSeconds;
        });
    }
}
