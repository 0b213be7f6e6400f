using Pruning.Benchmarks.Problems;

namespace Pruning.Benchmarks.Racing;

/// <summary>What is compared.</summary>
internal static class CaseList
{
    private const int PruningLevels = 22;
    private const int TestImages = 10_000;
    private const string Sensitivity = "sensitivity net";
    private const string Vgg = "small VGG net, 2,000 images";

    /// <summary>
    /// A check of a large net: Adam's first steps make rounding errors grow fast, and after ten to twenty of them two
    /// versions of PyTorch differ by more than the tolerance.
    /// </summary>
    private const int FewSteps = 4;

    public static IReadOnlyList<Case> All { get; } =
    [
        Penguins(),
        Epoch("mnist-32-x1", "MNIST net, batch 32", ProblemList.Mnist32, nets: 1, timed: 500, goal: 2.5, "mnist"),
        Epoch("mnist-32-x2", "MNIST net, batch 32", ProblemList.Mnist32, nets: 2, timed: 375, goal: 1.5, "mnist"),
        Epoch("mnist-128-x1", "MNIST net, batch 128", ProblemList.Mnist128, nets: 1, timed: 200, goal: 1.5, "mnist"),
        Epoch("mnist-128-x2", "MNIST net, batch 128", ProblemList.Mnist128, nets: 2, timed: 120, goal: 1.3, "mnist"),
        Epoch("conv-x1", "two-convolution net", ProblemList.TwoConvolutions, nets: 1, timed: 938, goal: 4, "conv"),
        Epoch("conv-x8", "two-convolution net", ProblemList.TwoConvolutions, nets: 8, timed: 235, goal: 2.5, "conv"),
        Epoch("sensitivity-x1", Sensitivity, ProblemList.Sensitivity, nets: 1, timed: 400, goal: 1.3, "sensitivity"),
        Epoch("sensitivity-x2", Sensitivity, ProblemList.Sensitivity, nets: 2, timed: 200, goal: 1.3, "sensitivity"),
        Epoch("vgg-x1", Vgg, ProblemList.Vgg, nets: 1, timed: 126, goal: 1.2, "vgg"),
        Epoch("vgg-x2", Vgg, ProblemList.Vgg, nets: 2, timed: 63, goal: 1.2, "vgg"),
        .. ProblemList.Products.Select(Product),
        Sweep(),
        Start(),
        RepDl(),
    ];

    private static Case Penguins() => new(
        "penguins", "64 replicates × 16,000 steps", ProblemList.Penguins, new(64, 16_000), Check: 200, Short: 800,
        new Peer("TorchSharp, one net at a time", Goal: 100, TorchSharp("penguins", Environment.ProcessorCount))
        {
            Nets = Environment.ProcessorCount,
            Steps = 8_000,
        },
        new Peer("batched by hand", Goal: 8, TorchSharp("penguins-batched", 64), PyTorch("penguins_batched", 64)),
        new Peer("plain C", Goal: 3, new Entrant("C", "penguins.c", [Setting.Native(64)])));

    /// <param name="timed">Steps that are timed and scaled to an epoch.</param>
    private static Case Epoch(
        string name, string net, Problem problem, int nets, int timed, double goal, string program)
    {
        var batches = problem.Train().Length / (double)problem.Batch;
        var steps = (int)Math.Ceiling(batches);
        var title = $"{net}: one epoch of {(nets == 1 ? "one replicate" : $"{nets} replicates")}";
        return new(
            name, title, problem, new(nets, steps), FewSteps, Short: 50,
            new Peer("TorchSharp", goal, TorchSharp(program, nets)),
            new Peer("PyTorch", goal, PyTorch(program, nets)))
        {
            Timed = new(nets, timed),

            // The last batch may be a smaller one.
            Flops = nets * batches * problem.FlopsPerStep,
        };
    }

    private static Case Product(Problem problem)
    {
        var flops = 2.0 * problem.Batch * problem.Net.ParameterCount;
        return new(
            problem.Name, $"product 1000×1000×{problem.Batch}, one core", problem, new(1, 1), Check: 1, Short: 20,
            new Peer("MKL by TorchSharp", Goal: 1, new Entrant("TorchSharp", "product", [new Setting(1, 1)])))
        {
            Timed = new(1, (int)(120e9 / flops)),
            OneCore = true,
            Flops = flops,
            Bytes = null,
        };
    }

    private static Case Sweep() => new(
        "sweep", "22 pruned evaluations of the MNIST net", ProblemList.Sweep, new(1, PruningLevels),
        Check: PruningLevels, Short: 4,
        new Peer(
            "masked matrices whole", Goal: 3,
            TorchSharp("sweep", nets: 1), PyTorch("sweep", nets: 1, optimizer: false)))
    {
        Flops = 2.0 * PruningLevels * TestImages * ProblemList.Sweep.Net.MultiplyAccumulates,
        Bytes = sizeof(float) * (double)PruningLevels
            * ((2 * ProblemList.Sweep.Net.ParameterCount) + (TestImages * 784)),
    };

    private static Case Start() => new(
        "start", "process start to first training step", ProblemList.Start, new(1, 1), Check: 1, Short: 1,
        new Peer(
            "python3, which imports torch", Goal: 2,
            new Entrant("PyTorch", "penguins_one.py", [new(1, 1, Optimizer: "loop")])),
        new Peer("TorchSharp", Goal: 2, new Entrant("TorchSharp", "penguins", [new Setting(1, 1)])))
    {
        FromStart = true,
        Flops = null,
        Bytes = null,
    };

    private static Case RepDl() => new(
        "repdl", "a step of RepDL's MNIST example", ProblemList.RepDl, new(1, 1), FewSteps, Short: 2,
        new Peer("RepDL", Goal: 50, new Entrant("RepDL", "repdl_step.py", [new(1, Environment.ProcessorCount)]))
        {
            Steps = 8,
        })
    {
        Timed = new(1, 600),
    };

    private static Entrant TorchSharp(string mode, int nets) => new("TorchSharp", mode, Setting.OfThreads(nets));

    private static Entrant PyTorch(string program, int nets, bool optimizer = true) =>
        new("PyTorch", $"{program}.py", Setting.OfPyTorch(nets, optimizer));
}
