using Pruning.Benchmarks.Problems;
using Pruning.Shared.Kernels;
using TorchSharp;

namespace Pruning.Benchmarks.Kernels.Cases;

/// <summary>The convolutions of the audits' nets, forward and backward.</summary>
internal static unsafe class ConvolutionCases
{
    private static readonly (ConvolutionShape Shape, int Batch)[] Layers =
    [
        (new(1, 28, 28, 8, 3), 64), (new(8, 26, 26, 4, 3), 64),
        (new(1, 28, 28, 32, 3), 30), (new(32, 13, 13, 64, 3), 30), (new(64, 5, 5, 64, 3), 30),
        (new(3, 32, 32, 16, 3, Padding: 1), 32), (new(16, 32, 32, 16, 3, Padding: 1), 32),
        (new(32, 16, 16, 32, 3, Padding: 1), 32), (new(64, 8, 8, 64, 3, Padding: 1), 32),
    ];

    public static IEnumerable<KernelCase> All =>
        Layers.SelectMany(l => new[] { Forward(l.Shape, l.Batch), Backward(l.Shape, l.Batch) });

    private static string Words(ConvolutionShape s, int batch) =>
        $"{s.Channels}×{s.Height}×{s.Width} → {s.Filters} of {s.Kernel}×{s.Kernel}"
        + $"{(s.Padding > 0 ? $", padded by {s.Padding}" : "")}, batch {batch}";

    private static double Flops(ConvolutionShape s, int batch) =>
        2.0 * s.Filters * s.Channels * Inside(s, s.Height) * Inside(s, s.Width) * batch;

    private static long Inside(ConvolutionShape s, int side) => Taps.Inside(side, s.Kernel, s.Stride, s.Padding);

    private static KernelCase Forward(ConvolutionShape s, int batch) => new(
        "convolution, forward", Words(s, batch), Unit.Flops, Flops(s, batch),
        () =>
        {
            var kernel = new ConvolutionKernel(s, bias: true, batch, training: false);
            var parameters = Memory.Random(s.Weights + s.Filters);
            var (x, y) = (Memory.Activations(s.FeaturesIn, batch), Memory.Activations(s.FeaturesOut, batch));
            return () => kernel.Forward(parameters.Data, x.Data, y.Data, batch);
        },
        () =>
        {
            var (x, weight, bias) = (Images(s, batch), Filters(s), torch.rand(s.Filters));
            return () => torch.nn.functional.conv2d(x, weight, bias, Strides(s), Paddings(s)).Dispose();
        });

    private static KernelCase Backward(ConvolutionShape s, int batch) => new(
        "convolution, backward", Words(s, batch), Unit.Flops, 2 * Flops(s, batch),
        () =>
        {
            var kernel = new ConvolutionKernel(s, bias: true, batch, training: true);
            var (parameters, gradient) = (Memory.Random(s.Weights + s.Filters), Memory.Zeros(s.Weights + s.Filters));
            var (x, dx) = (Memory.Activations(s.FeaturesIn, batch), Memory.Activations(s.FeaturesIn, batch));
            var (y, dy) = (Memory.Activations(s.FeaturesOut, batch), Memory.Activations(s.FeaturesOut, batch));
            return () => kernel.Backward(
                parameters.Data, x.Data, y.Data, dy.Data, dx.Data, gradient.Data, add: false, batch);
        },
        () =>
        {
            torch.Tensor[] inputs = [Images(s, batch), Filters(s), torch.rand(s.Filters)];
            var y = torch.nn.functional.conv2d(
                inputs[0].requires_grad_(), inputs[1].requires_grad_(), inputs[2].requires_grad_(),
                Strides(s), Paddings(s));
            torch.Tensor[] outputs = [y];
            torch.Tensor[] gradients = [torch.rand_like(y)];
            return () => Gradients.Run(outputs, inputs, gradients);
        });

    private static torch.Tensor Images(ConvolutionShape s, int batch) =>
        torch.rand(batch, s.Channels, s.Height, s.Width);

    private static long[] Strides(ConvolutionShape s) => [s.Stride, s.Stride];

    private static long[] Paddings(ConvolutionShape s) => [s.Padding, s.Padding];

    private static torch.Tensor Filters(ConvolutionShape s) => torch.rand(s.Filters, s.Channels, s.Kernel, s.Kernel);
}
