using Pruning.Benchmarks.Problems;

namespace Pruning.Benchmarks.Racing;

/// <summary>What is compared.</summary>
internal static class CaseList
{
    private const int PruningLevels = 22;
    private const int TestImages = 10_000;

    public static IReadOnlyList<Case> All { get; } =
    [
        new("penguins", "64 replicates × 16,000 steps", ProblemList.Penguins, new(64, 16_000), Check: 200, Short: 800,
            new Peer("one net at a time", "penguins_one.py", Goal: 50, Setting.OfTorch(Environment.ProcessorCount)) { Nets = Environment.ProcessorCount },
            new Peer("batched by hand", "penguins_batched.py", Goal: 3, Setting.OfTorch(64)),
            new Peer("plain C", "penguins.c", Goal: 2, [Setting.Native(64)])),
        Mnist(ProblemList.Mnist32, nets: 1, steps: 1875),
        Mnist(ProblemList.Mnist32, nets: 2, steps: 1875),
        Mnist(ProblemList.Mnist128, nets: 1, steps: 469),
        Mnist(ProblemList.Mnist128, nets: 2, steps: 469),
        Convolutions(nets: 1),
        Convolutions(nets: 8),
        new("small-step", "one step of linear 12 → 12", ProblemList.SmallStep, new(1, 1), Check: 200, Short: 2_000,
            new Peer("PyTorch", "small_step.py", Goal: 2, Setting.OfTorch(nets: 1)))
        {
            Timed = new(1, 50_000),
        },
        new("sweep", "22 pruned evaluations of the MNIST net", ProblemList.Sweep, new(1, PruningLevels), Check: PruningLevels, Short: 4,
            new Peer("PyTorch", "sweep.py", Goal: 1.2, Setting.OfTorch(nets: 1, optimizer: false)))
        {
            Flops = 2.0 * PruningLevels * TestImages * ProblemList.Sweep.Net.MultiplyAccumulates,
            Bytes = sizeof(float) * (double)PruningLevels * ((2 * ProblemList.Sweep.Net.ParameterCount) + (TestImages * 784)),
        },
        new("start", "process start to first training step", ProblemList.Start, new(1, 1), Check: 1, Short: 1,
            new Peer("PyTorch", "penguins_one.py", Goal: 1, [new(1, 1, false, "loop")]))
        {
            FromStart = true,
            Flops = null,
            Bytes = null,
        },
    ];

    private static Case Mnist(Problem problem, int nets, int steps) => new(
        $"{problem.Name}-x{nets}", $"MNIST net, batch {problem.Batch}: one epoch of {Count(nets)}", problem, new(nets, steps), Check: 20, Short: 50,
        new Peer("PyTorch", "mnist.py", Goal: 1.2, Setting.OfTorch(nets)));

    private static Case Convolutions(int nets) => new(
        $"conv-x{nets}", $"two-convolution net: one epoch of {Count(nets)}", ProblemList.TwoConvolutions, new(nets, 938), Check: 20, Short: 50,
        new Peer("PyTorch", "conv.py", Goal: 1.2, Setting.OfTorch(nets)));

    private static string Count(int nets) => nets == 1 ? "one replicate" : $"{nets} replicates";
}
