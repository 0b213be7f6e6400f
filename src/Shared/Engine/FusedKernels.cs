using TorchSharp;

namespace Pruning.Shared.Engine;

/// <summary>
/// Where kernels may do in one call what layers, autograd and the optimizer do by operators. TorchSharp has none:
/// never.
/// </summary>
internal static class FusedKernels
{
    /// <summary>A stretch of the layers of R dense nets; null: the layers' operators do it.</summary>
    public static torch.Tensor? TryDenseForward(torch.Tensor values, torch.Tensor input, ReadOnlySpan<DenseStep> steps, Range stretch) => null;

    /// <summary>The gradients of R dense nets; false: autograd does it.</summary>
    public static bool TryDenseBackward(
        torch.Tensor values, torch.Tensor gradients, torch.Tensor input, torch.Tensor seed, ReadOnlySpan<DenseStep> steps, bool add) => false;
}
