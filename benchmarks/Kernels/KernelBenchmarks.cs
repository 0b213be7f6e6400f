using BenchmarkDotNet.Attributes;
using Pruning.Benchmarks.Kernels.Cases;
using TorchSharp;

namespace Pruning.Benchmarks.Kernels;

/// <summary>Every kernel, by us and by libtorch, on one core.</summary>
public class KernelBenchmarks
{
    private Action? call;

    public static IEnumerable<KernelCase> Cases =>
    [
        .. ProductCases.All, .. LinearCases.All, .. ConvolutionCases.All, .. PoolingCases.All, .. LossCases.All,
        .. OptimizerCases.All, .. FunctionCases.All,
    ];

    [ParamsSource(nameof(Cases))]
    public KernelCase Case { get; set; } = null!;

    [GlobalSetup(Target = nameof(Ours))]
    public void PrepareOurs() => call = Case.Ours();

    [GlobalSetup(Target = nameof(LibTorch))]
    public void PrepareLibTorch()
    {
        torch.set_num_threads(1);
        call = Case.LibTorch!();
    }

    [Benchmark]
    public void Ours() => call!();

    [Benchmark]
    public void LibTorch() => call!();
}
