using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Pruning.Shared.Kernels;

namespace Pruning.Benchmarks.Results;

/// <summary>The processor that all of it runs on.</summary>
internal static partial class Hardware
{
    private const string Information = "/proc/cpuinfo";

    /// <summary>As the system names it, with what tells its generation from others of the name.</summary>
    public static string Processor =>
        Field("model name") is { } name ? $"{name} (family {Field("cpu family")}, model {Field("model")})" : "unknown";

    /// <summary>The registers that our kernels use, and whether there are wider ones.</summary>
    public static string Registers => Simd.Path switch
    {
        SimdPath.Avx512 => "AVX-512",
        SimdPath.Avx2 when Field("flags")?.Contains(" avx512f") == true => "AVX2 (AVX-512 is there, and restricted)",
        SimdPath.Avx2 => "AVX2 (the processor has no AVX-512)",
        var path => path.ToString(),
    };

    /// <summary>.NET's version.</summary>
    public static string Runtime => RuntimeInformation.FrameworkDescription;

    /// <summary>A folder's name for it.</summary>
    public static string FolderName
    {
        get
        {
            var name = NotInNames().Replace((Field("model name") ?? "unknown").ToLowerInvariant(), "-").Trim('-');
            return $"{name}-{Environment.ProcessorCount}-cores-{Simd.Path.ToString().ToLowerInvariant()}";
        }
    }

    /// <summary>The value of the first processor's field.</summary>
    private static string? Field(string name) => File.Exists(Information)
        ? File.ReadLines(Information).Select(l => l.Split(':', 2)).FirstOrDefault(p => p[0].Trim() == name)?[^1].Trim()
        : null;

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInNames();
}
