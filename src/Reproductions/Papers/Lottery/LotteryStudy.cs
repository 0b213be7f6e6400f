namespace Pruning.Reproductions.Papers.Lottery;

/// <summary>
/// Study of lottery tickets: a net is trained, pruned by magnitude and reset to its initial values, round after round;
/// beside it the same masks with new random values, masks of one round, and shuffled ones.
/// </summary>
internal sealed record LotteryStudy : IStudyDesign
{
    /// <summary>Steps between two records of the validation loss.</summary>
    private const int ValidateEvery = 100;

    private const int Batch = 60;

    /// <summary>Share of the weights that a round removes from a hidden layer; from the last one half of it.</summary>
    private const double RoundShare = 0.2;

    /// <summary>The round after which a mask is also shuffled.</summary>
    private const int Shuffled = 7;

    /// <summary>
    /// Rounds after which nets are compared; 100, 51.3, 21.1, 13.5, 7.0 and 3.6 % of the weights are left.
    /// </summary>
    public static IReadOnlyList<int> Rounds { get; } = [0, 3, 7, 9, 12, 15];

    /// <summary>The study.</summary>
    public static Study<LotteryStudy> Study { get; } = new("lottery/lenet", new())
    {
        Settings =
        [
            ("net", "LeNet-300-100 on MNIST, a normal start after Glorot, biases at 0"),
            ("training", $"Adam at 0.0012, {Batch} images a step; 5,000 of the 60,000 training images, drawn anew by "
                + "every replicate, are for validation"),
            ("early stopping", "validation loss is recorded every 100 steps, and a net judged where it was lowest"),
            ("round", "the weights of least magnitude at the training’s end go: 20 % of those left in each hidden layer, "
                + "10 % in the last; the others are reset"),
        ],
        Factors =
        [
            new("iterations", Stance.Stated,
                "optimizer steps of each training: 6,000, or the 50,000 of the document", [6_000, 50_000],
                (s, n) => s with { Iterations = n }),
            new("ticket", Stance.Stated, "weights are reset to their initial values, or to those after 500 steps",
                ("reset", s => s), ("rewind", s => s with { Rewind = 500 })),
        ],
        Replicates = new([8, 16], 8, 1),
        ShortChoices = new Dictionary<string, string> { ["iterations"] = "200" },
        Axis = new("rounds of pruning, each of which leaves 80 %", "fraction", [.. Rounds.Select(n => (double)n)]),
        TradeOff = ("compression", "testAccuracy"),
        Long = true,
    };

    private int Iterations { get; init; } = 6_000;

    private int? Rewind { get; init; }

    private TrainingPlan Training
    {
        get
        {
            var perEpoch = (StudyData.MnistValidated.TrainCount + Batch - 1) / Batch;
            return new(LeNet.Optimizer, (Iterations + perEpoch - 1) / perEpoch, Batch)
            {
                StopAfterSteps = Iterations,
                ValidateEvery = ValidateEvery,
            };
        }
    }

    public StudyPlan Plan(bool whole)
    {
        var plan = new StudyPlan(StudyData.MnistValidated);
        var dense = plan.Start(LeNet.Net, LeNet.Init).Train(Training);
        plan.Measure("dense", dense.StopEarly(), Measure.TestAccuracy, EarlyStop(0), Measure.Sizes);
        var ticket = dense;
        for (var round = 1; round <= Rounds[^1]; round++)
        {
            var mask = Pruned(ticket, round: 1);
            ticket = Again(mask).Train(Training);
            if (!Rounds.Contains(round))
            {
                continue;
            }

            var rewound = Rewind ?? 0;
            Compared("ticket", ticket, rewound);
            Compared("reinitialised", mask.Reinitialise(Init.GlorotNormal("init-again")).Train(Training), 0);
            Compared("oneShot", Again(Pruned(dense, round)).Train(Training), rewound);
            if (round == Shuffled)
            {
                Compared("shuffled", Again(mask.ShuffleMask()).Train(Training), rewound);
            }

            void Compared(string family, Arm trained, int before) => plan.Measure(
                $"{family}@{round}", trained.StopEarly(), Measure.TestAccuracy, EarlyStop(before), Measure.Sizes);
        }

        foreach (var family in new[] { "ticket", "reinitialised", "oneShot" })
        {
            foreach (var metric in new[] { "testAccuracy", "earlyStop", "compression", "theoreticalSpeedup" })
            {
                plan.Curve($"{family}.{metric}",
                    Rounds.Select(n => $"{(n == 0 ? "dense" : $"{family}@{n}")}.{metric}"));
            }
        }

        return plan;
    }

    private Arm Again(Arm pruned) => Rewind is { } steps ? pruned.Rewind(steps) : pruned.Reset();

    /// <summary>Removes as much as some rounds do, at once.</summary>
    private static Arm Pruned(Arm trained, int round)
    {
        var magnitude = new PruningMethod(Criterion.Magnitude, Scope.Layerwise);
        return trained
            .Prune(magnitude with { Spared = [LeNet.Last] }, Gone(RoundShare))
            .Prune(magnitude with { Spared = LeNet.Hidden }, Gone(RoundShare / 2));

        Amount Gone(double share) => Amount.OfRemaining(Math.Round(1 - Math.Pow(1 - share, round), 12));
    }

    /// <summary>
    /// Measures the steps after which the validation loss was lowest, that loss, and whether it was at the last record.
    /// </summary>
    /// <param name="before">Steps that the initial values had been trained for.</param>
    private static Measurement EarlyStop(int before) => new(
        [new("earlyStop", "steps"), new("validationLoss", "nats"), new("stillFalling", "")],
        (net, to) =>
        {
            var losses = net.State.ValidationLoss;
            var lowest = losses.Min();
            var record = 1 + Array.IndexOf(losses, lowest);
            to.Value("earlyStop", before + (ValidateEvery * record));
            to.Value("validationLoss", lowest);
            to.Value("stillFalling", record == losses.Length ? 1 : 0);
        })
    {
        Setting = $"{before}",
    };
}
