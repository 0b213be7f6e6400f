using System.Runtime.InteropServices;

namespace Pruning.Shared.Engine;

/// <summary>A platform and its naming of library files.</summary>
/// <param name="Rid">.NET's runtime identifier, such as <c>linux-x64</c>.</param>
internal sealed record NativePlatform(string Rid)
{
    /// <summary>The platforms that TorchSharp has a native library for.</summary>
    private static readonly string[] Supported = ["linux-x64", "osx-arm64", "win-arm64", "win-x64"];

    /// <summary>The platform that this process runs on.</summary>
    public static NativePlatform Current { get; } = new(Name());

    /// <summary>Gets a library's file name: c10 → libc10.so.</summary>
    public string File(string library) =>
        Rid.StartsWith("win", StringComparison.Ordinal) ? library + ".dll"
        : Rid.StartsWith("osx", StringComparison.Ordinal) ? $"lib{library}.dylib"
        : $"lib{library}.so";

    /// <exception cref="LibTorchException">TorchSharp has no native library for this platform.</exception>
    public void Demand()
    {
        if (!Supported.Contains(Rid))
        {
            throw new LibTorchException(
                $"TorchSharp has no native library for {Rid}, only for {string.Join(", ", Supported)}. "
                + "Nothing on a CPU needs it (--device cpu); for tensor operators and GPUs "
                + "use one of those platforms.");
        }
    }

    private static string Name()
    {
        var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        if (OperatingSystem.IsWindows())
        {
            return "win-" + architecture;
        }

        if (OperatingSystem.IsMacOS())
        {
            return "osx-" + architecture;
        }

        var runtime = RuntimeInformation.RuntimeIdentifier;
        var musl = runtime.Contains("musl", StringComparison.Ordinal)
            || runtime.StartsWith("alpine", StringComparison.Ordinal);
        return (musl ? "linux-musl-" : OperatingSystem.IsLinux() ? "linux-" : "other-") + architecture;
    }
}
