using System.Runtime.InteropServices;
using TorchSharp;

namespace Pruning.Shared.Engine;

/// <summary>Finds out whether nets can run on a GPU; loads libtorch only if NVIDIA's driver is installed.</summary>
public static class Gpu
{
    private static readonly Lazy<string?> Why = new(Look);

    /// <summary>Whether libtorch sees a CUDA device.</summary>
    public static bool IsAvailable => Problem is null;

    /// <summary>Why there is no CUDA device, in a sentence; null: there is one.</summary>
    public static string? Problem => Why.Value;

    private static string? Look()
    {
        if (!NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1", out _))
        {
            return "NVIDIA's driver is not installed.";
        }

        return LibTorch.Problem() ?? (torch.cuda.is_available() ? null : "this libtorch finds no CUDA device.");
    }
}
