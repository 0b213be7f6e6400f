using System.Runtime.InteropServices;
using System.Text;

namespace Pruning.Shared.Engine;

/// <summary>The versions that can change results computed by libtorch's operators on a GPU.</summary>
public static unsafe class EngineFingerprint
{
    private const int NameLength = 256;

    /// <summary>
    /// Gets GPU model, CUDA driver, libtorch and cuDNN under stable names, where known; loads libtorch.
    /// </summary>
    /// <exception cref="LibTorchException">libtorch cannot be loaded.</exception>
    public static IReadOnlyDictionary<string, string> OfGpu() =>
        new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["backend"] = "torchsharp",
            ["libtorch"] = LibTorch.Describe().Version,
            ["device"] = Model() ?? "device unknown",
            ["cuda"] = Number(OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1",
            "cuDriverGetVersion") is { } driver ? $"cuda {driver}" : "cuda unknown",
            ["cudnn"] = CuDnn() is { } version ? $"cudnn {version}" : "cudnn unknown",
        };

    /// <summary>Gets the name of the first GPU from the driver; null: unknown.</summary>
    private static string? Model()
    {
        if (!NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1", out var driver)
            || !NativeLibrary.TryGetExport(driver, "cuInit", out var start)
            || !NativeLibrary.TryGetExport(driver, "cuDeviceGetName", out var name))
        {
            return null;
        }

        var text = stackalloc byte[NameLength];
        return ((delegate* unmanaged<uint, int>)start)(0) == 0
            && ((delegate* unmanaged<byte*, int, int, int>)name)(text, NameLength, 0) == 0
            ? Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text))
            : null;
    }

    private static int? Number(string library, string function)
    {
        var version = 0;
        return NativeLibrary.TryLoad(library, out var handle)
            && NativeLibrary.TryGetExport(handle, function, out var get)
            && ((delegate* unmanaged<int*, int>)get)(&version) == 0
            ? version
            : null;
    }

    /// <summary>Gets the version of the cuDNN that libtorch has loaded, found by name.</summary>
    private static long? CuDnn() =>
        NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "cudnn64_9.dll" : "libcudnn.so.9", out var handle)
        && NativeLibrary.TryGetExport(handle, "cudnnGetVersion", out var get)
        ? (long)((delegate* unmanaged<nuint>)get)()
        : null;
}
