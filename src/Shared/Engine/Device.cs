namespace Pruning.Shared.Engine;

/// <summary>The device that nets are trained and evaluated on.</summary>
public enum Device
{
    /// <summary>The processor: exact kernels, bit-identical on every processor.</summary>
    Cpu,

    /// <summary>A GPU through TorchSharp and CUDA.</summary>
    Cuda,
}
