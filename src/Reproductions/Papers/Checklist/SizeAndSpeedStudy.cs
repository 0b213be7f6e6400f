using Pruning.Reproductions.Papers.L1Filters;

namespace Pruning.Reproductions.Papers.Checklist;

/// <summary>
/// Study of pruning in one pool over all layers beside pruning of the same share of each, on MNIST: a net of linear
/// layers, and one whose convolutions do nearly all of the arithmetic with few of the weights.
/// </summary>
internal sealed record SizeAndSpeedStudy : IStudyDesign
{
    /// <summary>Sparsity levels in per cent.</summary>
    public static IReadOnlyList<int> Levels { get; } = [50, 75, 90, 95, 98, 99];

    /// <summary>Families of the net of linear layers and the net of two convolutions, by scope.</summary>
    public static IReadOnlyList<string> Nets { get; } = ["lenet", "twoConvolutions"];

    /// <summary>The study.</summary>
    public static Study<SizeAndSpeedStudy> Study { get; } = new("reporting/size-and-speed", new())
    {
        Settings =
        [
            ("nets", "LeNet-300-100, and the net of two convolutions without biases and one linear layer of the document "
                + "l1-filters"),
            ("training", "MNIST; Adam at 0.0012 for LeNet and at 0.001 for the other, 60 images a step"),
            ("pruning", "weights by magnitude, all layers, once after training; then fine-tuned"),
        ],
        Factors =
        [
            new("epochs", Stance.Unstated, "epochs of training", [2], (s, n) => s with { Epochs = n }),
            new("finetune", Stance.Unstated, "epochs of fine-tuning", [1], (s, n) => s with { FineTuning = n }),
        ],
        Replicates = Registration.Images(1),
        ShortChoices = new Dictionary<string, string> { ["epochs"] = "0", ["finetune"] = "0" },
        Axis = CurveAxis.Pruned([0, .. Levels]),
        TradeOff = ("macsLeft", "testAccuracy"),
    };

    private int Epochs { get; init; } = 2;

    private int FineTuning { get; init; } = 1;

    public StudyPlan Plan(bool whole)
    {
        var plan = new StudyPlan(StudyData.Mnist);
        Sweep(plan, Nets[0], plan.Start(LeNet.Net, LeNet.Init), LeNet.Optimizer);
        Sweep(plan, Nets[1], plan.Start(FilterNet.Net, Init.FanIn()), new Adam(FilterNet.LearningRate));
        return plan;
    }

    private void Sweep(StudyPlan plan, string net, Arm start, OptimizerSettings optimizer)
    {
        var training = new TrainingPlan(optimizer, Epochs, BatchSize: 60) { Curves = false };
        var dense = start.Train(training);
        plan.Measure(net, dense, Measure.TestAccuracy, Measure.Sizes);
        foreach (var scope in new[] { Scope.Global, Scope.Layerwise })
        {
            var family = $"{net}{scope}";
            foreach (var level in Levels)
            {
                plan.Measure($"{family}@{level}",
                    dense.Prune(new(Criterion.Magnitude, scope), Amount.OfTotal(level / 100.0))
                        .FineTune(training with { Epochs = FineTuning }),
                    Measure.TestAccuracy, Measure.Sizes);
            }

            foreach (var metric in new[] { "testAccuracy", "macsLeft", "theoreticalSpeedup" })
            {
                plan.Curve($"{family}.{metric}",
                    Levels.Select(k => $"{family}@{k}.{metric}").Prepend($"{net}.{metric}"));
            }
        }
    }
}
