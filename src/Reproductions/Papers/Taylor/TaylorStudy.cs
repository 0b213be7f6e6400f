namespace Pruning.Reproductions.Papers.Taylor;

/// <summary>Study of a pre-trained net that is fine-tuned, then loses maps and is fine-tuned again, in turn.</summary>
internal sealed record TaylorStudy : IStudyDesign
{
    /// <summary>An eighth of the maps, as many as go at a time.</summary>
    public const int Eighth = 28;

    /// <summary>Half of the maps, gone after four iterations.</summary>
    public const int Half = TurnsToHalf * Eighth;

    private const int TurnsToHalf = 4;

    /// <summary>Four fifths of the maps: 45 of 224 are left.</summary>
    public const int FourFifths = 179;

    /// <summary>Maps gone after each iteration.</summary>
    public static IReadOnlyList<int> Levels { get; } =
        [Eighth, 2 * Eighth, 3 * Eighth, Half, 5 * Eighth, 6 * Eighth, FourFifths];

    /// <summary>The study with all its choices.</summary>
    public static Study<TaylorStudy> Study { get; } = new("taylor/cifar", new())
    {
        Settings = [.. SmallVgg.Settings, .. new[]
        {
            ("perIteration", "an eighth of the maps, as shipped, by scores over all training images; every convolution "
                + "keeps at least one map, and the net is shrunk before it is fine-tuned"),
            ("magnitude", "mean squared weight of a map’s filter, divided by its layer’s norm too"),
            ("flops",
                $"λ = {MapCriterion.UsualFlopsPenalty}, times the millions of operations of a map in the net as it "
                + "is"),
            ("oneShot, sensitivity, longer", "fine-tuned in as many turns of as many epochs; each turn starts without "
                + "momentum and takes the images in the same orders"),
            ("sensitivity", "eighths of a layer go, from the layer that without its next eighth, alone, has the least "
                + $"loss over {SharesStep.MostExamples} training images, until half of all maps are gone"),
            ("scratch", "the shape that the scores leave at half of the maps, new values, Adam at 0.001"),
        }],
        Factors =
        [
            new("absolute", Stance.AsShipped,
                "absolute values before the mean over examples, or after it (as shipped: contributions of opposite "
                + "sign cancel)",
                ("perExample", s => s), ("ofMean", s => s with { Absolute = TaylorAbsolute.OfMean })),
            new("norm", Stance.Stated, "the norm of a layer's scores that each of them is divided by",
                ("l2", s => s), ("none", s => s with { Norm = LayerNorm.None }),
                ("l1", s => s with { Norm = LayerNorm.L1 }), ("max", s => s with { Norm = LayerNorm.Max })),
            new("flops", Stance.Unstated,
                "operations of a map in the penalty: in proportion, so that the dearest map of the whole net costs "
                + "what VGG-16’s does, or as counted on this smaller net",
                ("likeVgg16", s => s), ("counted", s => s with { OperationsTimes = 1 })),
            new("images", Stance.Stated, "training images of each class, as shipped", [1000],
                (s, n) => s with { Images = n }),
            new("pretraining", Stance.Unstated, "steps of pre-training, 64 images each", [SmallVgg.Pretraining],
                (s, n) => s with { Pretraining = n }),
            new("before", Stance.AsShipped,
                "epochs of fine-tuning of all layers before the first removal, until convergence in the document; none "
                + "as shipped", [SmallVgg.EpochsBefore, 0], (s, n) => s with { EpochsBefore = n }),
            new("first", Stance.AsShipped,
                "epochs of fine-tuning after the first removal: as after the others, or 25 as shipped",
                ("asOthers", s => s), ("25", s => s with { EpochsFirst = 25 })),
            new("between", Stance.Unstated, "epochs of fine-tuning after each removal", [2, 4],
                (s, n) => s with { EpochsBetween = n }),
            new("test", Stance.Stated,
                "the 10,000 other cats and dogs, or 400 of each, as the document says, which cannot tell a point",
                ("rest", s => s), ("published", s => s with { Tests = 400 })),
        ],
        Combinations =
        [
            ("as-shipped", new Dictionary<string, string>
            {
                ["absolute"] = "ofMean", ["before"] = "0", ["first"] = "25", ["test"] = "published",
            }),
        ],
        Replicates = Registration.Images(2),
        ShortChoices = new Dictionary<string, string>
        {
            ["images"] = "200",
            ["pretraining"] = "30",
            ["before"] = "1",
            ["between"] = "1",
            ["test"] = "published",
        },
        Axis = new("maps left", "fraction", [.. Points.Select(gone => (double)SmallVgg.Maps - gone)]),
        Long = true,
        TradeOff = ("macs", "testAccuracy"),
    };

    /// <summary>Maps gone at the points of the curves, fewest maps left first.</summary>
    private static IEnumerable<int> Points => Levels.Reverse().Append(0);

    private TaylorAbsolute Absolute { get; init; } = TaylorAbsolute.PerExample;

    private LayerNorm Norm { get; init; } = LayerNorm.L2;

    private double OperationsTimes { get; init; } = SmallVgg.DearestMapOfVgg16 / SmallVgg.DearestMap;

    private int Images { get; init; } = 1000;

    private int Pretraining { get; init; } = SmallVgg.Pretraining;

    private int EpochsBefore { get; init; } = SmallVgg.EpochsBefore;

    private int EpochsBetween { get; init; } = 2;

    /// <summary>Epochs after the first removal; null: as after the others.</summary>
    private int? EpochsFirst { get; init; }

    /// <summary>Test images of each class; null: the 10,000 others.</summary>
    private int? Tests { get; init; }

    private MapCriterion Taylor => Criterion.TaylorMap(Absolute) with { LayerNorm = Norm };

    public StudyPlan Plan(bool whole)
    {
        var plan = new StudyPlan(StudyData.CatsAndDogs(Images, Tests));
        var dense = SmallVgg.Dense(plan, Pretraining, EpochsBefore);
        plan.Measure("head", SmallVgg.Head(plan, Pretraining), Measure.MeanTestAccuracy)
            .Measure("dense", dense, Measured);
        Alternate(plan, dense, "taylor", _ => Taylor);
        Alternate(plan, dense, "magnitude", _ => Criterion.MeanSquaredWeight with { LayerNorm = Norm });
        Alternate(plan, dense, "random", turn => Criterion.RandomMap($"random-pruning-{turn}"));
        Alternate(plan, dense, "flops",
            _ => Taylor with { FlopsPenalty = MapCriterion.UsualFlopsPenalty * OperationsTimes });
        var ranked = dense.Prune(SmallVgg.Ranked(Taylor), Amount.Of(Half)).Shrink();
        var shares = dense.Then(new SharesStep(SmallVgg.Ranked(Taylor), Half)).Shrink();
        plan.Measure($"pruned@{Eighth}", dense.Prune(SmallVgg.Ranked(Taylor), Amount.Of(Eighth)).Shrink(),
                Measure.TestAccuracy)
            .Measure($"oneShot@{Half}", FineTuned(ranked), Measured)
            .Measure($"sensitivity@{Half}", FineTuned(shares), Measured);
        if (whole)
        {
            Controls(plan, dense);
        }

        return plan;
    }

    private static Measurement[] Measured =>
        [Measure.TestAccuracy, Measure.MultiplyAccumulates, Measure.Parameters];

    /// <summary>
    /// Adds the net that loses nothing and is trained as long, and the net of half the maps that inherits nothing.
    /// </summary>
    private void Controls(StudyPlan plan, Arm dense)
    {
        plan.Measure($"longer@{Eighth}", FineTuned(dense, turns: 1), Measure.TestAccuracy)
            .Measure($"longer@{Half}", FineTuned(dense), Measure.TestAccuracy);
        var small = dense.Prune(SmallVgg.Ranked(Taylor), Amount.Of(Half)).Shrink();
        var asLong = SmallVgg.Training(EpochsBefore + Enumerable.Range(0, TurnsToHalf).Sum(EpochsOf));
        plan.Measure($"scratch@{Half}", small.Reinitialise(Init.Glorot("init-small"))
            .Train(asLong with { Optimizer = SmallVgg.FromScratch }), Measure.TestAccuracy);
    }

    /// <summary>Fine-tunes in as many turns as there are removals down to half.</summary>
    private Arm FineTuned(Arm arm, int turns = TurnsToHalf) =>
        Enumerable.Range(0, turns).Aggregate(arm, (a, turn) => a.FineTune(SmallVgg.Training(EpochsOf(turn))));

    private int EpochsOf(int turn) => turn == 0 ? EpochsFirst ?? EpochsBetween : EpochsBetween;

    /// <summary>Adds the arms of one criterion: after each removal the net is fine-tuned and measured.</summary>
    /// <param name="criterionOf">The criterion of each turn, from 0.</param>
    private void Alternate(StudyPlan plan, Arm dense, string family, Func<int, MapCriterion> criterionOf)
    {
        var (arm, gone) = (dense, 0);
        foreach (var (turn, level) in Levels.Index())
        {
            arm = arm.Prune(SmallVgg.Ranked(criterionOf(turn)), Amount.Of(level - gone)).Shrink()
                .FineTune(SmallVgg.Training(EpochsOf(turn)));
            gone = level;
            plan.Measure($"{family}@{level}", arm, Measured);
        }

        foreach (var metric in new[] { "testAccuracy", "macs" })
        {
            plan.Curve($"{family}.{metric}", Points.Select(k => $"{(k == 0 ? "dense" : $"{family}@{k}")}.{metric}"));
        }
    }
}
