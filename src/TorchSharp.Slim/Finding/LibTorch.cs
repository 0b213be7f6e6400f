namespace TorchSharp.Finding;

/// <summary>A libtorch to compile against and load.</summary>
/// <param name="Include">The folder that holds <c>ATen/</c>, <c>c10/</c> and <c>torch/</c>.</param>
/// <param name="Libraries">The folder that holds <c>libtorch_cpu.so</c>.</param>
/// <param name="Source">How it was found, in words.</param>
internal sealed record LibTorch(string Include, string Libraries, string Source)
{
    public string CpuLibrary => Path.Combine(Libraries, "libtorch_cpu.so");

    public string CudaLibrary => Path.Combine(Libraries, "libtorch_cuda.so");
}
