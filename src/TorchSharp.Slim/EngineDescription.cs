namespace TorchSharp;

/// <summary>What <see cref="Engine"/> runs on, for <c>doctor</c> and for reports.</summary>
/// <param name="Backend"><c>system</c> (a libtorch of the machine) or <c>nuget</c> (TorchSharp's packages).</param>
/// <param name="Version">libtorch's version, such as <c>1.13.1</c>.</param>
/// <param name="Location">The folder of its libraries, or the package that brought them.</param>
/// <param name="Source">How it was found.</param>
/// <param name="CudaDevices">Number of usable GPUs.</param>
/// <param name="Unpromised">What this backend cannot guarantee; empty when it guarantees everything.</param>
public sealed record EngineDescription(
    string Backend,
    string Version,
    string Location,
    string Source,
    int CudaDevices,
    IReadOnlyList<string> Unpromised);
