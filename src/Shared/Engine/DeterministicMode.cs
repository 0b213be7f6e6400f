using System.Runtime.InteropServices;
using TorchSharp;

namespace Pruning.Shared.Engine;

/// <summary>
/// libtorch's deterministic mode for CUDA: operators with deterministic implementations only (one that has none
/// throws), no auto-tuning, no TF32. TorchSharp does not offer it; libtorch exports it under its C++ names.
/// </summary>
public static unsafe partial class DeterministicMode
{
    private const string Workspace = "CUBLAS_WORKSPACE_CONFIG";

    // at::globalContext(), and members of at::Context as the compilers of Linux and macOS name them. Those of Windows
    // differ.
    private const string Context = "_ZN2at13globalContextEv";
    private const string Algorithms = "_ZN2at7Context26setDeterministicAlgorithmsEbb";
    private const string CuDnn = "_ZN2at7Context21setDeterministicCuDNNEb";
    private const string AutoTuning = "_ZN2at7Context17setBenchmarkCuDNNEb";
    private const string FillMemory = "_ZN2at7Context39setDeterministicFillUninitializedMemoryEb";

    /// <summary>Turns it on or off for the process; loads libtorch.</summary>
    /// <returns>What this libtorch does not offer, and hence is not promised; empty: nothing is missing.</returns>
    /// <exception cref="LibTorchException">libtorch cannot be loaded.</exception>
    public static IReadOnlyList<string> Set(bool on)
    {
        var library = LibTorch.Handle;
        var missing = new List<string>();
        if (torch.cuda.is_available())
        {
            torch.backends.cuda.matmul.allow_tf32 = !on;
            torch.backends.cudnn.allow_tf32 = !on;
        }

        if (!NativeLibrary.TryGetExport(library, Context, out var global))
        {
            return ["deterministic algorithms: this libtorch does not export at::globalContext() under the name that "
                + "is expected"];
        }

        var context = ((delegate* unmanaged<nint>)global)();
        if (NativeLibrary.TryGetExport(library, Algorithms, out var algorithms))
        {
            ((delegate* unmanaged<nint, byte, byte, void>)algorithms)(context, on ? (byte)1 : (byte)0, 0);
        }
        else
        {
            missing.Add("deterministic algorithms: this libtorch does not export Context::setDeterministicAlgorithms");
        }

        Switch(CuDnn, on, "deterministic convolutions of cuDNN");
        Switch(AutoTuning, value: false, "cuDNN without auto-tuning");
        // It would fill all new memory, at a cost; nothing reads memory before it is written.
        Switch(FillMemory, value: false, "new memory left as it is");
        return missing;

        void Switch(string name, bool value, string what)
        {
            if (NativeLibrary.TryGetExport(library, name, out var member))
            {
                ((delegate* unmanaged<nint, byte, void>)member)(context, value ? (byte)1 : (byte)0);
            }
            else
            {
                missing.Add($"{what}: this libtorch does not export {name}");
            }
        }
    }

    /// <summary>
    /// Before libtorch is loaded: cuBLAS reads from the environment how much memory it may use, and is deterministic
    /// with a fixed amount. What the user has set stays. The variable must reach native code, which .NET's own copy of
    /// the environment does not on Unix.
    /// </summary>
    internal static void Prepare()
    {
        if (Environment.GetEnvironmentVariable(Workspace) is null)
        {
            const string Fixed = ":4096:8";
            Environment.SetEnvironmentVariable(Workspace, Fixed);
            if (!OperatingSystem.IsWindows())
            {
                _ = SetVariable(Workspace, Fixed, overwrite: 0);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
