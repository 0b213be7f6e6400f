using TorchSharp;

namespace Pruning.Benchmarks.Kernels;

/// <summary>libtorch's backward passes.</summary>
internal static class Gradients
{
    /// <summary>Works out gradients through a graph that is kept, and drops them.</summary>
    public static void Run(torch.Tensor[] outputs, torch.Tensor[] inputs, torch.Tensor[] gradients)
    {
        foreach (var result in torch.autograd.grad(outputs, inputs, gradients, retain_graph: true))
        {
            result.Dispose();
        }
    }
}
