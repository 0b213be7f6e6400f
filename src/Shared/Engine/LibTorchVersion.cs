using System.Runtime.InteropServices;

namespace Pruning.Shared.Engine;

/// <summary>Reads the version of a loaded libtorch, whatever its folder is called.</summary>
internal static unsafe class LibTorchVersion
{
    /// <summary>Gets the version, such as <c>2.10.0</c>; <c>unknown</c> before libtorch 2.1.</summary>
    /// <param name="torchCpu">The handle of torch_cpu.</param>
    public static string Of(nint torchCpu) =>
        NativeLibrary.TryGetExport(torchCpu, "aoti_torch_abi_version", out var ask)
            ? Text(((delegate* unmanaged<ulong>)ask)())
            : "unknown";

    /// <summary>Formats a version of one byte each for major, minor and patch, highest byte first.</summary>
    internal static string Text(ulong version) => $"{version >> 56}.{(version >> 48) & 255}.{(version >> 40) & 255}";
}
