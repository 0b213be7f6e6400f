using BenchmarkDotNet.Running;
using Pruning.Benchmarks.Kernels;
using Pruning.Benchmarks.Results;
using Pruning.Shared.Engine;
using Pruning.Shared.Kernels;

if (args is [not "--quick", ..])
{
    Console.Error.WriteLine("Usage: ./build.sh bench --kernels [--quick]");
    return 2;
}

LibTorch.Load();

// With every core taken no kernel finds an idle one: one thread each, as libtorch has.
for (var core = 0; core < Environment.ProcessorCount; core++)
{
    IdleCores.Enter();
}

var quick = args.Length > 0;
var summary = BenchmarkRunner.Run<KernelBenchmarks>(KernelConfig.Create(quick));
var table = KernelTable.Of(summary);
Console.WriteLine(table);
if (!quick)
{
    var folder = $"benchmarks/results/{Hardware.FolderName}";
    Directory.CreateDirectory(folder);
    File.WriteAllText($"{folder}/kernels.md", table);
    Console.WriteLine($"Written to {folder}/kernels.md.");
}

return summary.HasCriticalValidationErrors || summary.Reports.Any(r => !r.Success) ? 1 : 0;
