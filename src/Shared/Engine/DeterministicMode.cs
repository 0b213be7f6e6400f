using System.Runtime.InteropServices;
using TorchSharp;

namespace Pruning.Shared.Engine;

/// <summary>
/// Switches libtorch's deterministic mode for CUDA: only deterministic operators (others throw), no auto-tuning, no
/// TF32. TorchSharp does not offer it; libtorch exports it under C++ names.
/// </summary>
public static unsafe partial class DeterministicMode
{
    private const string Workspace = "CUBLAS_WORKSPACE_CONFIG";

    // at::globalContext() and members of at::Context, as Linux and macOS compilers mangle them. Windows differs.
    private const string Context = "_ZN2at13globalContextEv";
    private const string Algorithms = "_ZN2at7Context26setDeterministicAlgorithmsEbb";
    private const string CuDnn = "_ZN2at7Context21setDeterministicCuDNNEb";
    private const string AutoTuning = "_ZN2at7Context17setBenchmarkCuDNNEb";
    private const string FillMemory = "_ZN2at7Context39setDeterministicFillUninitializedMemoryEb";

    /// <summary>Turns the mode on or off for the process; loads libtorch.</summary>
    /// <returns>The settings that this libtorch does not export, and hence are not guaranteed; empty: none.</returns>
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
            return ["deterministic algorithms: this libtorch does not export at::globalContext() under the "
                + "expected name"];
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
        // Filling all new memory is costly, and no memory is read before it is written.
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
    /// Sets cuBLAS's fixed workspace, with which it is deterministic, before libtorch is loaded; the user's setting is
    /// kept. On Unix the variable must be set natively too: .NET changes only its own copy of the environment.
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
