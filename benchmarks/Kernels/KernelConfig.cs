using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Perfolizer.Horology;

namespace Pruning.Benchmarks.Kernels;

/// <summary>Short runs in this process, so that all kernels take some minutes and libtorch is loaded once.</summary>
internal static class KernelConfig
{
    /// <param name="quick">One short iteration each, to try it.</param>
    public static IConfig Create(bool quick) => ManualConfig.CreateEmpty()
        .AddJob(Job.Default
            .WithToolchain(InProcessNoEmitToolchain.Instance)
            .WithWarmupCount(quick ? 1 : 3)
            .WithIterationCount(quick ? 1 : 9)
            .WithIterationTime(TimeInterval.FromMilliseconds(quick ? 5 : 100)))
        .AddFilter(new SimpleFilter(b => IsOurs(b.Descriptor.WorkloadMethod.Name) || Case(b).LibTorch is not null))
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(NullLogger.Instance)
        .WithArtifactsPath(Path.Combine("artifacts", "kernels"))
        .WithOption(ConfigOptions.KeepBenchmarkFiles, false);

    /// <summary>Whether a benchmark's method is our side's.</summary>
    public static bool IsOurs(string method) => method == nameof(KernelBenchmarks.Ours);

    /// <summary>The kernel that a benchmark is of.</summary>
    public static KernelCase Case(BenchmarkDotNet.Running.BenchmarkCase benchmark) =>
        (KernelCase)benchmark.Parameters[nameof(KernelBenchmarks.Case)];
}
