namespace Pruning.Shared.Engine;

/// <summary>The libtorch that was loaded, for <c>doctor</c> and for reports.</summary>
/// <param name="Backend">Always <c>torchsharp</c>.</param>
/// <param name="Version">libtorch's version, such as <c>2.10.0</c>.</param>
/// <param name="Location">The folder of its libraries.</param>
/// <param name="Source">Which of the places this is: the variable LIBTORCH, beside the program, or the package.</param>
/// <param name="CudaDevices">Number of usable GPUs.</param>
/// <param name="PatchedCopy">The copy of TorchSharp's library that was loaded in its stead on an older system; null:
/// the library itself.</param>
public sealed record EngineDescription(
    string Backend,
    string Version,
    string Location,
    string Source,
    int CudaDevices,
    string? PatchedCopy);
