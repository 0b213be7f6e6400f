using System.ComponentModel;
using System.Diagnostics;

namespace Pruning.Benchmarks.Racing;

/// <summary>A Python that has PyTorch.</summary>
/// <param name="Python">Its path.</param>
/// <param name="FusedAdam">Whether Adam's fused variant runs on a CPU.</param>
/// <param name="FusedSgd">Whether that of SGD does.</param>
/// <param name="Blas">The file of the BLAS library that it has loaded; <c>none</c>: its own.</param>
/// <param name="RepDl">Whether RepDL is installed there.</param>
internal sealed record PyTorch(string Python, string Version, bool FusedAdam, bool FusedSgd, string Blas, bool RepDl)
{
    private const string Question =
        """
        import torch, numpy, os
        def fused(optimizer):
            w = torch.zeros(1, requires_grad=True)
            w.grad = torch.zeros(1)
            try:
                optimizer([w], lr=0.1, fused=True).step()
                return "fused"
            except Exception:
                return "none"
        def repdl():
            try:
                import repdl.optim
                return "repdl"
            except ImportError:
                return "none"
        def blas():
            try:
                with open("/proc/self/maps") as maps:
                    files = {line.split()[-1] for line in maps if "libblas" in line or "openblas" in line}
                return min(os.path.realpath(file) for file in files)
            except (OSError, ValueError):
                return "none"
        print(torch.__version__, fused(torch.optim.Adam), fused(torch.optim.SGD), blas(), repdl())
        """;

    /// <summary>Debian's BLAS that is there for reference, tens of times slower than others.</summary>
    public bool HasSlowBlas => Blas.Contains("/blas/libblas", StringComparison.Ordinal);

    /// <summary>PRUNING_PYTHON if it is set, else the system's, else the one on the PATH.</summary>
    /// <exception cref="BenchException">None has PyTorch and NumPy.</exception>
    public static PyTorch Find()
    {
        var wanted = Environment.GetEnvironmentVariable("PRUNING_PYTHON");
        string[] candidates = string.IsNullOrEmpty(wanted) ? ["/usr/bin/python3", "python3"] : [wanted];
        return candidates.Select(Ask).FirstOrDefault(found => found is not null) ?? throw new BenchException(
            $"""
            The benchmarks compare with PyTorch, and {string.Join(" and ", candidates)} cannot import torch and numpy.
            Nothing else needs it. Ways to have it:
              Debian, Ubuntu: apt-get install python3-torch libopenblas0-pthread
              any python3 with torch and numpy: PRUNING_PYTHON=<its path>
            """);
    }

    private static PyTorch? Ask(string python)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", Question])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            var error = process?.StandardError.ReadToEndAsync();
            var answer = process?.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.TrimEntries);
            error?.Wait();
            return answer is [var version, var adam, var sgd, var blas, var repdl]
                ? new(python, version, adam == "fused", sgd == "fused", blas, repdl == "repdl")
                : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
