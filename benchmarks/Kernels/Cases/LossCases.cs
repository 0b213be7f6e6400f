using Pruning.Shared.Kernels;
using TorchSharp;

namespace Pruning.Benchmarks.Kernels.Cases;

/// <summary>Softmax with cross-entropy: its gradient by the outputs, and the losses.</summary>
internal static unsafe class LossCases
{
    private const int Classes = 10;

    public static IEnumerable<KernelCase> All => [Gradient(32), Gradient(128), Losses(1008)];

    private static int[] Labels(int batch) => [.. Enumerable.Range(0, batch).Select(i => i % Classes)];

    private static KernelCase Gradient(int batch) => new(
        "cross-entropy, gradient", $"{Classes} classes, batch {batch}", Unit.Bytes, 8.0 * Classes * batch,
        () =>
        {
            var (outputs, gradient) = (Memory.Activations(Classes, batch), Memory.Activations(Classes, batch));
            var labels = Labels(batch);
            return () => SoftmaxCrossEntropy.Gradient(outputs.Data, Classes, labels, gradient.Data);
        },
        () =>
        {
            torch.Tensor[] outputs = [torch.rand(batch, Classes).requires_grad_()];
            torch.Tensor[] losses = [torch.nn.functional.cross_entropy(outputs[0], TensorOf(Labels(batch)))];
            torch.Tensor[] one = [torch.ones_like(losses[0])];
            return () => Gradients.Run(losses, outputs, one);
        });

    private static KernelCase Losses(int batch) => new(
        "cross-entropy, losses", $"{Classes} classes, batch {batch}", Unit.Bytes, 4.0 * (Classes + 1) * batch,
        () =>
        {
            var outputs = Memory.Activations(Classes, batch);
            var (labels, losses, predicted) = (Labels(batch), new float[batch], new int[batch]);
            return () => SoftmaxCrossEntropy.Losses(outputs.Data, Classes, labels, losses, predicted);
        },
        () =>
        {
            var (outputs, labels) = (torch.rand(batch, Classes), TensorOf(Labels(batch)));
            return () =>
            {
                torch.nn.functional.cross_entropy(outputs, labels, reduction: torch.nn.Reduction.None).Dispose();
                outputs.argmax(1).Dispose();
            };
        });

    private static torch.Tensor TensorOf(int[] labels) => torch.tensor(Array.ConvertAll(labels, l => (long)l));
}
