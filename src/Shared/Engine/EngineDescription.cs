namespace Pruning.Shared.Engine;

/// <summary>The loaded libtorch, for <c>doctor</c> and for reports.</summary>
/// <param name="Backend">Always <c>torchsharp</c>.</param>
/// <param name="Version">libtorch's version, such as <c>2.10.0</c>.</param>
/// <param name="Location">The folder of its libraries.</param>
/// <param name="Source">Where it was found: the variable LIBTORCH, beside the program, or the package.</param>
/// <param name="CudaDevices">Number of usable GPUs.</param>
/// <param name="PatchedCopy">
/// The patched copy of TorchSharp's library loaded on an older system; null: the library itself.
/// </param>
public sealed record EngineDescription(
    string Backend,
    string Version,
    string Location,
    string Source,
    int CudaDevices,
    string? PatchedCopy);
