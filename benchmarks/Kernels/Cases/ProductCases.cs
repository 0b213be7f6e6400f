using Pruning.Shared.Kernels;
using TorchSharp;

namespace Pruning.Benchmarks.Kernels.Cases;

/// <summary>Products of matrices that lie row by row.</summary>
internal static unsafe class ProductCases
{
    public static IEnumerable<KernelCase> All =>
        [Product(1000, 1000, 32), Product(1000, 1000, 128), Product(1000, 1000, 1000)];

    private static KernelCase Product(int m, int k, int n) => new(
        "product", $"{m}×{k} · {k}×{n}", Unit.Flops, 2.0 * m * k * n,
        () =>
        {
            var (a, b, c) = (Memory.Random((long)m * k), Memory.Random((long)k * n), Memory.Zeros((long)m * n));
            return () => Pruning.Shared.Kernels.Product.Multiply(a.Data, b.Data, c.Data, m, k, n);
        },
        () =>
        {
            var (a, b) = (torch.rand(m, k), torch.rand(k, n));
            return () => a.matmul(b).Dispose();
        });
}
