using System.Runtime.CompilerServices;

namespace Pruning.Reproductions.Papers.Taylor;

/// <summary>
/// Study of how well criteria rank the maps of a fine-tuned net, compared with the oracle; nothing is pruned for good.
/// </summary>
internal sealed record OracleStudy : IStudyDesign
{
    /// <summary>
    /// The layer whose pairs of maps are removed: the last convolution, behind which passes are short.
    /// </summary>
    public static readonly string PairLayer = SmallVgg.Convolutions[^1];

    /// <summary>The study with all its choices.</summary>
    public static Study<OracleStudy> Study { get; } = new("taylor/oracle", new())
    {
        Settings = [.. SmallVgg.Settings, .. new[]
        {
            ("images", $"scores and oracle over the first {Scores.Examples:#,0} training images, scaled maps over "
                + $"{Scaling.Examples}"),
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
            new("oracle", Stance.Unstated,
                "maps ranked by the size of the loss's change without them, or by the change itself",
                ("absolute", s => s), ("signed", s => s with { Signed = true })),
            new("images", Stance.Stated, "training images of each class, as shipped", [1000],
                (s, n) => s with { Images = n }),
            new("pretraining", Stance.Unstated, "steps of pre-training, 64 images each", [SmallVgg.Pretraining],
                (s, n) => s with { Pretraining = n }),
            new("before", Stance.Stated,
                "epochs of fine-tuning of all layers before maps are scored; the document says until convergence",
                [SmallVgg.EpochsBefore], (s, n) => s with { EpochsBefore = n }),
        ],
        Replicates = Registration.Images(2),
        ShortChoices = new Dictionary<string, string> { ["images"] = "200", ["pretraining"] = "30", ["before"] = "1" },
    };

    private TaylorAbsolute Absolute { get; init; } = TaylorAbsolute.PerExample;

    private LayerNorm Norm { get; init; } = LayerNorm.L2;

    private bool Signed { get; init; }

    private int Images { get; init; } = 1000;

    private int Pretraining { get; init; } = SmallVgg.Pretraining;

    private int EpochsBefore { get; init; } = SmallVgg.EpochsBefore;

    public StudyPlan Plan(bool whole)
    {
        var plan = new StudyPlan(StudyData.CatsAndDogs(Images));
        var dense = SmallVgg.Dense(plan, Pretraining, EpochsBefore);
        var known = new ConditionalWeakTable<NetState, Scores>();
        var taylor = Criterion.TaylorMap(Absolute);
        (string Arm, MapCriterion Criterion)[] criteria =
        [
            ("taylor", taylor), ("weight", Criterion.MeanSquaredWeight), ("mean", Criterion.ActivationMean),
            ("deviation", Criterion.ActivationDeviation), ("apoz", Criterion.Apoz), ("obd", Criterion.ActivationObd),
        ];
        foreach (var (arm, criterion) in criteria)
        {
            var measured = Correlations(criterion);
            plan.Measure(arm, dense, arm == "taylor" ? [measured, OfTaylor(taylor)] : [measured]);
        }

        plan.Measure("scores", dense, ByLayer());
        return whole
            ? plan.Measure("oracle", dense, Removals()).Measure("pairs", dense, Pairs())
                .Measure("scaling", dense, Scaling.Errors)
            : plan;

        Scores Of(Observed net) => known.GetValue(net.State, _ => new(net, Signed));

        Measurement Correlations(MapCriterion criterion) => new(
            [new("overall", "rho"), new("within", "rho")],
            (net, to) =>
            {
                to.Value("overall", Of(net).Overall(criterion with { LayerNorm = Norm }));
                to.Value("within", Of(net).ByLayer(criterion).Average());
            })
        {
            Setting = $"{Canonical.Text(criterion)}, {Norm}, {Signed}",
        };

        Measurement OfTaylor(MapCriterion criterion) => new(
            [new("unnormalised", "rho"), new("flatness", "rho")],
            (net, to) =>
            {
                to.Value("unnormalised", Of(net).Overall(criterion));
                to.Value("flatness", Of(net).Between(
                    criterion with { LayerNorm = Norm }, Criterion.MeanAbsoluteGradient with { LayerNorm = Norm }));
            })
        {
            Setting = $"{Canonical.Text(criterion)}, {Norm}, {Signed}",
        };

        Measurement ByLayer() => new([], (net, to) =>
        {
            to.Table("correlations", new("criterion", "layers", [.. criteria.Select(c => c.Arm)],
                [.. SmallVgg.Convolutions, "mean of layers", "all layers"],
                [.. criteria.SelectMany(c => Row(Of(net), c.Criterion))]));
            to.Table("oracle", NamedTable.Scatter("map", SmallVgg.MapNames, "oracle: change of the loss, nats",
                "Taylor score, divided by its layer's norm", [.. Of(net).Oracle.SelectMany(o => o)],
                [.. Of(net).Of(taylor with { LayerNorm = Norm }).SelectMany(s => s)]));
        })
        {
            Setting = $"{Absolute}, {Norm}, {Signed}",
        };

        IEnumerable<double> Row(Scores scores, MapCriterion criterion)
        {
            var layers = scores.ByLayer(criterion);
            return [.. layers, layers.Average(), scores.Overall(criterion with { LayerNorm = Norm })];
        }

        Measurement Removals() => Measurement.Of(new("removals", "passes", Nature.Count),
            net => Of(net).Oracle.Sum(o => o.Length));

        Measurement Pairs() => new(
            [
                new("removals", "passes", Nature.Count), new("live", "maps"), new("best", "nats"),
                new("greedy", "nats"), new("betterShare", "fraction"),
            ],
            (net, to) =>
            {
                var harm = Of(net).Pairs(PairLayer);
                var maps = Enumerable.Range(0, harm.Length).ToArray();
                int[] live = [.. maps.Where(i => harm[i][i] != 0)];
                double[] pairs = [.. live.Index().SelectMany(i => live[..i.Index].Select(j => harm[i.Item][j]))];
                var first = live.MinBy(i => harm[i][i]);
                var greedy = live.Where(j => j != first).Min(j => harm[first][j]);
                to.Value("removals", maps.Length * (maps.Length - 1) / 2);
                to.Value("live", live.Length);
                to.Value("best", pairs.Min());
                to.Value("greedy", greedy);
                to.Value("betterShare", pairs.Count(p => p < greedy) / (double)pairs.Length);
            });
    }
}
