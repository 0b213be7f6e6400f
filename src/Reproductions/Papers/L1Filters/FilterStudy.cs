using Pruning.Shared.Surgery;

namespace Pruning.Reproductions.Papers.L1Filters;

/// <summary>Study of the net of two convolutions on MNIST and the smaller net that filter surgery leaves.</summary>
internal sealed record FilterStudy : IStudyDesign
{
    /// <summary>The study with all its choices.</summary>
    public static Study<FilterStudy> Study { get; } = new("l1-filters/mnist", new())
    {
        Factors =
        [
            new("net", Stance.AsShipped,
                "the small net inherits the kept weights, or is reinitialised (as shipped: its layers were replaced, "
                + "so nothing was inherited)",
                ("inherited", s => s), ("fresh", s => s with { Inherited = false })),
            new("baselineEpochs", Stance.Stated, "training epochs of the baseline, as stated", [7],
                (s, n) => s with { BaselineEpochs = n }),
            new("epochs", Stance.AsShipped, "training epochs of the small net", [7, 3],
                (s, n) => s with { Epochs = n }),
            new("gradients", Stance.AsShipped,
                "zeroed before every step, or accumulated over the whole run (as shipped)",
                ("zeroed", s => s), ("accumulated", s => s with { Accumulated = true })),
            new("score", Stance.AsShipped, "the norm that ranks the filters", ("l1", s => s),
                ("l2", s => s with { Norm = Norm.L2 })),
            new("optimizer", Stance.Unstated, "the optimizer, at the stated learning rate",
                ("rmsprop", s => s),
                ("adam", s => s with { Optimizer = new Adam(FilterNet.LearningRate) }),
                ("sgd", s => s with { Optimizer = new Sgd(FilterNet.LearningRate) })),
            new("batch", Stance.Unstated, "examples per step", [64, 256], (s, n) => s with { Batch = n }),
            new("controls", Stance.Stated,
                "whether controls are trained: the small net from scratch and the whole net, each for both nets’ "
                + "epochs, and a net that loses random filters",
                ("none", s => s), ("trained", s => s with { Controls = true })),
        ],
        Combinations =
        [
            ("as-shipped", new Dictionary<string, string>
            {
                ["net"] = "fresh", ["epochs"] = "3", ["gradients"] = "accumulated", ["score"] = "l2",
            }),
        ],
        Replicates = Registration.Images(6),
        ShortChoices = new Dictionary<string, string> { ["baselineEpochs"] = "2", ["epochs"] = "1" },
        Axis = CurveAxis.Pruned(LinearLayer.Levels, " of the linear layer’s weights"),
    };

    private static readonly Init Fresh = Init.FanIn("init-small");

    private bool Inherited { get; init; } = true;

    private int BaselineEpochs { get; init; } = 7;

    private int Epochs { get; init; } = 7;

    private bool Accumulated { get; init; }

    private Norm Norm { get; init; } = Norm.L1;

    private OptimizerSettings Optimizer { get; init; } = new RmsProp(FilterNet.LearningRate);

    private int Batch { get; init; } = 64;

    private bool Controls { get; init; }

    public StudyPlan Plan(bool whole)
    {
        var plan = new StudyPlan(StudyData.Mnist);
        var start = plan.Start(FilterNet.Net, Init.FanIn());
        var baseline = start.Train(Training(BaselineEpochs));
        var small = Without(baseline, FilterNet.ByNorm(Norm));
        var beforeRetraining = Inherited ? small : small.Reinitialise(Fresh);
        plan.Measure("baseline", baseline, Measure.TestAccuracy)
            .Measure("beforeRetraining", beforeRetraining, Measure.TestAccuracy)
            .Measure("pruned", beforeRetraining.FineTune(Training(Epochs)), Measure.TestAccuracy);
        if (whole)
        {
            Suggestions(plan, baseline);
        }

        if (Controls)
        {
            var asLongAsBoth = Training(BaselineEpochs + Epochs);
            plan.Measure("scratch", small.Reinitialise(Fresh).Train(asLongAsBoth), Measure.TestAccuracy)
                .Measure("longer", start.Train(asLongAsBoth), Measure.TestAccuracy)
                .Measure("random", Without(baseline, FilterNet.ByNorm(Norm.L1) with { Criterion = Criterion.Random })
                    .FineTune(Training(Epochs)), Measure.TestAccuracy);
        }

        return plan;
    }

    /// <summary>Adds the arms that the document suggests for later.</summary>
    private void Suggestions(StudyPlan plan, Arm baseline)
    {
        var (byL1, byL2) = (FilterNet.ByNorm(Norm.L1), FilterNet.ByNorm(Norm.L2));
        var percentile = baseline.Prune(byL1, FilterNet.LowestQuarter).Shrink().FineTune(Training(Epochs));
        plan.Measure("l2", Without(baseline, byL2).FineTune(Training(Epochs)), Measure.TestAccuracy,
                SameFilters(baseline.Prune(byL1, FilterNet.Two), baseline.Prune(byL2, FilterNet.Two)))
            .Measure("percentile", percentile, Measure.Parameters, Measure.TestAccuracy);
        LinearLayer.Curves(plan, baseline);
    }

    private static Arm Without(Arm baseline, PruningMethod method) => baseline.Prune(method, FilterNet.Two).Shrink();

    private TrainingPlan Training(int epochs) =>
        new(Optimizer, epochs, Batch) { Curves = false, AccumulateGradients = Accumulated };

    /// <summary>Counts the filters that two prunings of the same net both remove.</summary>
    private static Measurement SameFilters(Arm one, Arm other) =>
        Measurement.Of(new("sameFilters", "filters", Nature.Count), net =>
    {
        var (kept, others) = (Kept(one), Kept(other));
        return kept.Layers.Sum(l => l.Layer.Count - l.Kept.Union(others.Of(l.Layer.Name)).Count());

        KeptGroups Kept(Arm pruned) => KeptGroups.Under(FilterNet.Net, net.Of(pruned).Mask);
    }) with
        {
            Uses = [one, other],
        };
}
