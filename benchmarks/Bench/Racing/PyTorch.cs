using System.ComponentModel;
using System.Diagnostics;

namespace Pruning.Benchmarks.Racing;

/// <summary>A Python that has PyTorch.</summary>
/// <param name="Python">Its path.</param>
/// <param name="FusedAdam">Whether Adam's fused variant runs on a CPU.</param>
internal sealed record PyTorch(string Python, string Version, bool FusedAdam)
{
    private const string Question =
        """
        import torch, numpy
        def fused():
            w = torch.zeros(1, requires_grad=True)
            w.grad = torch.zeros(1)
            try:
                torch.optim.Adam([w], fused=True).step()
                return "fused"
            except Exception:
                return "none"
        print(torch.__version__, fused())
        """;

    /// <summary>PRUNING_PYTHON if it is set, else the system's, else the one on the PATH.</summary>
    /// <exception cref="BenchException">None has PyTorch and NumPy.</exception>
    public static PyTorch Find()
    {
        var wanted = Environment.GetEnvironmentVariable("PRUNING_PYTHON");
        string[] candidates = string.IsNullOrEmpty(wanted) ? ["/usr/bin/python3", "python3"] : [wanted];
        return candidates.Select(Ask).FirstOrDefault(found => found is not null) ?? throw new BenchException(
            $"""
            The benchmarks compare with PyTorch, and {string.Join(" and ", candidates)} cannot import torch and numpy. Nothing else needs it. Ways to have it:
              Debian, Ubuntu: apt-get install python3-torch
              any python3 with torch and numpy: PRUNING_PYTHON=<its path>
            """);
    }

    private static PyTorch? Ask(string python)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", Question]) { RedirectStandardOutput = true, RedirectStandardError = true });
            var error = process?.StandardError.ReadToEndAsync();
            var answer = process?.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.TrimEntries);
            error?.Wait();
            return answer is [var version, var fused] ? new(python, version, fused == "fused") : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
