using Pruning.Shared.Engine;
using TorchSharp;

namespace Pruning.Shared.Tensors;

/// <summary>Converts a device to TorchSharp's; loads libtorch.</summary>
internal static class TensorDevice
{
    /// <exception cref="LibTorchException">libtorch cannot be loaded.</exception>
    public static torch.Device Of(Device device)
    {
        LibTorch.Load();
        return device == Device.Cuda ? torch.CUDA : torch.CPU;
    }
}
