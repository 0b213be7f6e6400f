using System.Numerics;
using Pruning.Shared.Kernels;
using TorchSharp;

namespace Pruning.Benchmarks.Kernels.Cases;

/// <summary>exp, log and tanh of values that stay in cache.</summary>
internal static unsafe class FunctionCases
{
    private const int Values = 1 << 14;

    private static readonly TanhKernel TanhKernel = new(1);

    public static IEnumerable<KernelCase> All =>
    [
        Of("exp", Exponentials, x => x.exp()),
        Of("log", Logarithms, x => x.log()),
        Of("tanh", (x, y) => TanhKernel.Forward(null, x, y, Values), x => x.tanh()),
    ];

    private delegate void Function(float* x, float* y);

    private static KernelCase Of(string name, Function ours, Func<torch.Tensor, torch.Tensor> theirs) => new(
        name, $"{Values:N0} values", Unit.Bytes, 8.0 * Values,
        () =>
        {
            var (x, y) = (Memory.Random(Values), Memory.Zeros(Values));
            foreach (ref var value in x.Span)
            {
                value = Math.Abs(value);
            }

            return () => ours(x.Data, y.Data);
        },
        () =>
        {
            var x = torch.rand(Values);
            return () => theirs(x).Dispose();
        });

    private static void Exponentials(float* x, float* y)
    {
        for (var i = 0; i < Values; i += Vector<float>.Count)
        {
            Vector.Store(ExactMath.Exp(Vector.Load(x + i)), y + i);
        }
    }

    private static void Logarithms(float* x, float* y)
    {
        for (var i = 0; i < Values; i += Vector<float>.Count)
        {
            Vector.Store(ExactMath.Log(Vector.Load(x + i)), y + i);
        }
    }
}
