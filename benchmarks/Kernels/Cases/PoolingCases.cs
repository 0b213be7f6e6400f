using Pruning.Shared.Kernels;
using TorchSharp;

namespace Pruning.Benchmarks.Kernels.Cases;

/// <summary>Max-pooling, forward and backward.</summary>
internal static unsafe class PoolingCases
{
    private const int Size = 2;

    public static IEnumerable<KernelCase> All =>
        [Forward(4, 24, 64), Backward(4, 24, 64), Forward(32, 26, 30), Backward(32, 26, 30)];

    private static string Shape(int channels, int side, int batch) =>
        $"{channels}×{side}×{side} by {Size}×{Size}, batch {batch}";

    private static int Inputs(int channels, int side) => channels * side * side;

    private static KernelCase Forward(int channels, int side, int batch)
    {
        var (inputs, outputs) = (Inputs(channels, side), Inputs(channels, side / Size));
        return new(
            "max-pooling, forward", Shape(channels, side, batch), Unit.Bytes, 4.0 * (inputs + outputs) * batch,
            () =>
            {
                var kernel = new MaxPoolKernel(channels, side, side, Size);
                var (x, y) = (Memory.Activations(inputs, batch), Memory.Activations(outputs, batch));
                return () => kernel.Forward(null, x.Data, y.Data, batch);
            },
            () =>
            {
                var x = torch.rand(batch, channels, side, side);
                return () => torch.nn.functional.max_pool2d(x, Size).Dispose();
            });
    }

    private static KernelCase Backward(int channels, int side, int batch)
    {
        var (inputs, outputs) = (Inputs(channels, side), Inputs(channels, side / Size));
        return new(
            "max-pooling, backward", Shape(channels, side, batch), Unit.Bytes, 4.0 * ((2 * inputs) + outputs) * batch,
            () =>
            {
                var kernel = new MaxPoolKernel(channels, side, side, Size);
                var (x, dx) = (Memory.Activations(inputs, batch), Memory.Activations(inputs, batch));
                var (y, dy) = (Memory.Activations(outputs, batch), Memory.Activations(outputs, batch));
                return () => kernel.Backward(null, x.Data, y.Data, dy.Data, dx.Data, null, add: false, batch);
            },
            () =>
            {
                torch.Tensor[] images = [torch.rand(batch, channels, side, side).requires_grad_()];
                torch.Tensor[] pooled = [torch.nn.functional.max_pool2d(images[0], Size)];
                torch.Tensor[] gradients = [torch.rand_like(pooled[0])];
                return () => Gradients.Run(pooled, images, gradients);
            });
    }
}
