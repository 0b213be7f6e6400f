using System.Runtime.InteropServices;

namespace Pruning.Shared.Engine;

/// <summary>Asks a loaded libtorch for its version, since a folder may be called anything.</summary>
internal static unsafe class LibTorchVersion
{
    /// <summary>Such as <c>2.10.0</c>; <c>unknown</c> where libtorch is too old to be asked (before 2.1).</summary>
    /// <param name="torchCpu">The handle of torch_cpu.</param>
    public static string Of(nint torchCpu) =>
        NativeLibrary.TryGetExport(torchCpu, "aoti_torch_abi_version", out var ask)
            ? Text(((delegate* unmanaged<ulong>)ask)())
            : "unknown";

    /// <summary>One byte each for major, minor and patch, from the highest on.</summary>
    internal static string Text(ulong version) => $"{version >> 56}.{(version >> 48) & 255}.{(version >> 40) & 255}";
}
