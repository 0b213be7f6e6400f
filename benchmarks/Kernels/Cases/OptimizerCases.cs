using Pruning.Shared.Kernels;
using TorchSharp;
using TorchSharp.Modules;

namespace Pruning.Benchmarks.Kernels.Cases;

/// <summary>The optimizers' steps.</summary>
internal static unsafe class OptimizerCases
{
    private const int Parameters = 1_000_000;

    private delegate void Step(float* weights, float* gradients, float* first, float* second);

    private static readonly SgdStep Sgd = new(0.01, momentum: 0.9);
    private static readonly AdamStep Adam = new(1e-3);
    private static readonly RmsPropStep RmsProp = new(1e-3);
    private static readonly AdadeltaStep Adadelta = new();

    public static IEnumerable<KernelCase> All =>
    [
        Of(
            "SGD with momentum", 1, (w, g, m, _) => Sgd.Run(w, g, m, null, Parameters),
            p => torch.optim.SGD(p, 0.01, momentum: 0.9)),
        Of(
            "Adam", 2,
            (w, g, m, v) =>
            {
                Adam.Next();
                Adam.Run(w, g, m, v, null, Parameters);
            },
            p => torch.optim.Adam(p, 1e-3)),
        Of(
            "RMSprop", 1, (w, g, v, _) => RmsProp.Run(w, g, v, null, Parameters),
            p => torch.optim.RMSProp(p, 1e-3)),
        Of(
            "Adadelta", 2, (w, g, v, u) => Adadelta.Run(w, g, v, u, null, Parameters),
            p => torch.optim.Adadelta(p, 1)),
    ];

    private static KernelCase Of(
        string name, int memories, Step step, Func<IEnumerable<Parameter>, torch.optim.Optimizer> optimizer) => new(
        $"{name}, step", $"{Parameters:N0} parameters", Unit.Bytes, 4.0 * (3 + (2 * memories)) * Parameters,
        () =>
        {
            var (weights, gradients) = (Memory.Random(Parameters), Memory.Random(Parameters));
            var (first, second) = (Memory.Zeros(Parameters), Memory.Zeros(Parameters));
            return () => step(weights.Data, gradients.Data, first.Data, second.Data);
        },
        () =>
        {
            var weights = new Parameter(torch.rand(Parameters));
            var stepper = optimizer([weights]);
            using (var sum = weights.sum())
            {
                sum.backward();
            }

            return () => stepper.step();
        });
}
