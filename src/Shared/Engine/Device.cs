namespace Pruning.Shared.Engine;

/// <summary>Where nets are trained and evaluated.</summary>
public enum Device
{
    /// <summary>The processor: exact kernels, the same bits everywhere.</summary>
    Cpu,

    /// <summary>A GPU through TorchSharp and CUDA.</summary>
    Cuda,
}
