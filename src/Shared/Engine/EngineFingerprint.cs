using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using TorchSharp;

namespace Pruning.Shared.Engine;

/// <summary>What can move the bits of results that libtorch's operators compute.</summary>
public static class EngineFingerprint
{
    /// <summary>All of it on a device, under stable names, as far as it can be known; loads libtorch.</summary>
    /// <exception cref="LibTorchException">libtorch cannot be loaded.</exception>
    public static IReadOnlyDictionary<string, string> Of(torch.Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["backend"] = "torchsharp",
            ["libtorch"] = LibTorch.Describe().Version,
            ["capability"] = Capability(),
            ["device"] = device.type == DeviceType.CUDA ? "cuda" : Processor(),
        };
    }

    private static string Capability() => Avx512F.IsSupported ? "AVX512" : Avx2.IsSupported ? "AVX2" : "default";

    private static string Processor()
    {
        const string Info = "/proc/cpuinfo";
        var line = File.Exists(Info)
            ? File.ReadLines(Info).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
