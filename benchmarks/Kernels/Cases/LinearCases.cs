using Pruning.Shared.Kernels;
using TorchSharp;

namespace Pruning.Benchmarks.Kernels.Cases;

/// <summary>Linear layers: forward, backward, and forward without weights that pruning took.</summary>
internal static unsafe class LinearCases
{
    /// <summary>Of how many weights one is left where most are pruned.</summary>
    private const int Left = 10;

    public static IEnumerable<KernelCase> All =>
    [
        Forward(1000, 1000, 32), Forward(1000, 1000, 128), Backward(1000, 1000, 32), Backward(1000, 1000, 128),
        Forward(12, 12, 50), Backward(12, 12, 50), Sparse(1000, 1000, 1008),
    ];

    private static string Shape(int inputs, int outputs, int batch) => $"{inputs} → {outputs}, batch {batch}";

    private static KernelCase Forward(int inputs, int outputs, int batch) => new(
        "linear, forward", Shape(inputs, outputs, batch), Unit.Flops, 2.0 * inputs * outputs * batch,
        () =>
        {
            var kernel = new LinearKernel(inputs, outputs, bias: true, batch, training: false);
            var parameters = Memory.Random((inputs + 1L) * outputs);
            var (x, y) = (Memory.Activations(inputs, batch), Memory.Activations(outputs, batch));
            return () => kernel.Forward(parameters.Data, x.Data, y.Data, batch);
        },
        () =>
        {
            var (x, weight, bias) = (torch.rand(batch, inputs), torch.rand(outputs, inputs), torch.rand(outputs));
            return () => torch.nn.functional.linear(x, weight, bias).Dispose();
        });

    private static KernelCase Backward(int inputs, int outputs, int batch) => new(
        "linear, backward", Shape(inputs, outputs, batch), Unit.Flops, 4.0 * inputs * outputs * batch,
        () =>
        {
            var kernel = new LinearKernel(inputs, outputs, bias: true, batch, training: true);
            var length = (inputs + 1L) * outputs;
            var (parameters, gradient) = (Memory.Random(length), Memory.Zeros(length));
            var (x, dx) = (Memory.Activations(inputs, batch), Memory.Activations(inputs, batch));
            var (y, dy) = (Memory.Activations(outputs, batch), Memory.Activations(outputs, batch));
            return () => kernel.Backward(
                parameters.Data, x.Data, y.Data, dy.Data, dx.Data, gradient.Data, add: false, batch);
        },
        () =>
        {
            var (x, dy, weight) = (torch.rand(batch, inputs), torch.rand(batch, outputs), torch.rand(outputs, inputs));
            return () =>
            {
                using var turned = dy.t();
                turned.mm(x).Dispose();
                dy.mm(weight).Dispose();
                dy.sum(0).Dispose();
            };
        });

    private static KernelCase Sparse(int inputs, int outputs, int batch) => new(
        "linear, 90 % pruned", Shape(inputs, outputs, batch), Unit.Flops, 2.0 * inputs * outputs / Left * batch,
        () =>
        {
            var parameters = Memory.Random((inputs + 1L) * outputs);
            for (var i = 0; i < inputs * outputs; i++)
            {
                parameters.Data[i] *= i % Left == 0 ? 1 : 0;
            }

            var kernel = new SparseLinearKernel(inputs, outputs, bias: true, parameters.Span);
            var (x, y) = (Memory.Activations(inputs, batch), Memory.Activations(outputs, batch));
            return () => kernel.Forward(parameters.Data, x.Data, y.Data, batch);
        },
        () =>
        {
            var (x, weight, bias) = (torch.rand(batch, inputs), torch.rand(outputs, inputs), torch.rand(outputs));
            return () => torch.nn.functional.linear(x, weight, bias).Dispose();
        });
}
