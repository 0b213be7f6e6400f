using System.Text;
using BenchmarkDotNet.Reports;
using Pruning.Benchmarks.Results;
using Pruning.Shared.Engine;

namespace Pruning.Benchmarks.Kernels;

/// <summary>What the kernels took, as Markdown.</summary>
internal static class KernelTable
{
    private const double Nano = 1e-9;

    public static string Of(Summary summary)
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"{Hardware.Processor}, one core, {Hardware.Registers}; {Hardware.Runtime}; libtorch "
            + $"{LibTorch.Describe().Version}; {DateTime.UtcNow:yyyy-MM-dd}.");
        text.AppendLine();
        text.AppendLine("| kernel | shape | ours | rate | libtorch | rate | libtorch / ours |");
        text.AppendLine("| --- | --- | --: | --: | --: | --: | --: |");
        List<string> order = [.. KernelBenchmarks.Cases.Select(c => $"{c}")];
        foreach (var reports in summary.Reports
            .GroupBy(r => KernelConfig.Case(r.BenchmarkCase))
            .OrderBy(g => order.IndexOf($"{g.Key}")))
        {
            var kernel = reports.Key;
            var ours = Median(reports, ours: true);
            var theirs = Median(reports, ours: false);
            text.Append($"| {kernel.Kernel} | {kernel.Shape} | {ResultTable.Time(ours)} | {Rate(kernel, ours)} ");
            text.AppendLine(kernel.LibTorch is null
                ? "| | | |"
                : $"| {ResultTable.Time(theirs)} | {Rate(kernel, theirs)} | {theirs / ours:0.00} |");
        }

        text.AppendLine();
        text.AppendLine(
            "Medians of short runs by BenchmarkDotNet, one thread on both sides. Gflop/s where arithmetic is the "
            + "bound, GB/s read and written where memory is. Activations of ours lie in panels of sixteen examples.");
        return text.ToString();
    }

    /// <summary>Seconds of a call; null: it was not measured.</summary>
    private static double? Median(IEnumerable<BenchmarkReport> reports, bool ours) => reports
        .FirstOrDefault(r => KernelConfig.IsOurs(r.BenchmarkCase.Descriptor.WorkloadMethod.Name) == ours)?
        .ResultStatistics?.Median * Nano;

    private static string Rate(KernelCase kernel, double? seconds) =>
        $"{kernel.Amount / seconds * Nano:0.0} {(kernel.Unit == Unit.Flops ? "Gflop/s" : "GB/s")}";
}
