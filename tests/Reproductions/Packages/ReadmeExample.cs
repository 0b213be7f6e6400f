using Pruning.Shared.Data.Iris;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;

namespace Pruning.Tests.Reproductions.Packages;

/// <summary>The example of src/Shared/README.md: its usings are those above, its statements those of Run.</summary>
internal static class ReadmeExample
{
    public static void Run()
    {
        // Eight nets on Fisher's irises, one a seed. They are trained side by side, and none sees another.
        int[] seeds = [1, 2, 3, 4, 5, 6, 7, 8];
        var net = new Architecture(new Linear("hidden", 4, 16), new Relu(), new Linear("output", 16, 3));
        using var irises = new Examples(IrisData.Instance.ExamplesIn(unit: 10), Device.Cpu);
        var splits = Array.ConvertAll(seeds, seed => IrisData.Instance.Draw(new RandomStream(seed, "split")));
        var initial = Array.ConvertAll(seeds, seed => Initialization.FanIn(net, new RandomStream(seed, "init")));
        var plan = new TrainingPlan(new Adam(0.01), Epochs: 50, BatchSize: 16);
        var dense = Trainer.Train(net, TrainingStart.Dense(seeds, initial, splits), plan, irises);

        // The smallest four in five of all weights go; what is left is fine-tuned under the masks.
        var values = Array.ConvertAll(dense, trained => trained.Values);
        var masks = new PruningMethod(Criterion.Magnitude)
            .Prune(net, values, Array.ConvertAll(dense, trained => trained.Mask), seeds, Amount.OfTotal(0.8));
        var pruned = Trainer.Train(net, new TrainingStart(seeds, values, masks, splits), plan, irises);

        double Accuracy(TrainedModel[] nets) => Evaluation
            .Of(net, Array.ConvertAll(nets, n => n.Values), Array.ConvertAll(splits, s => s.Test), irises)
            .Average(e => e.Accuracy);
        Console.WriteLine($"{pruned[0].Pruned} of {net.ParameterCount} parameters pruned");
        Console.WriteLine($"test accuracy {Accuracy(dense):0.0000} before, {Accuracy(pruned):0.0000} after");
    }

    /// <summary>Stands in for the real console, which other tests share.</summary>
    internal static class Console
    {
        public static List<string> Lines { get; } = [];

        public static void WriteLine(string line) => Lines.Add(line);
    }
}
