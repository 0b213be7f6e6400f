namespace Pruning.Reproductions.Papers.AtInit;

/// <summary>Study of nets that are pruned before they are trained, beside nets pruned after training.</summary>
internal sealed record AtInitStudy : IStudyDesign
{
    /// <summary>Sparsity levels at which nets are trained, in per cent.</summary>
    public static IReadOnlyList<int> Levels { get; } = [90, 95];

    /// <summary>The level at which masks are shuffled and weights drawn anew.</summary>
    public const int Shuffled = 90;

    /// <summary>The study with all its choices.</summary>
    public static Study<AtInitStudy> Study { get; } = new("at-init/lenet", new())
    {
        Settings =
        [
            .. BeforeTraining.Settings,
            ("training", "Adam at 0.0012, 60 images a step, without a schedule; the last net is judged"),
            ("magnitude", "the dense net after its training, pruned once and trained as long again, hence twice as long "
                + "in all as a net pruned before; denseLonger is trained twice as long without pruning"),
            ("images", "MNIST, of whose pixels many at the border are always 0: scores of gradients avoid them, shuffled "
                + "masks do not; the documents’ main nets are convolutional"),
        ],
        Factors =
        [
            new("epochs", Stance.Stated, "epochs of each training", [3], (s, n) => s with { Epochs = n }),
            new("after", Stance.Unstated,
                "what follows magnitude pruning after training: fine-tuning for as many epochs, or a second training "
                + "from the initial values",
                ("finetune", s => s), ("reset", s => s with { Reset = true })),
            new("temperature", Stance.AsShipped, "what GraSP divides outputs by: 1, or 200 as its authors’ code does",
                ("1", s => s), ("200", s => s with { Temperature = 200 })),
        ],
        Replicates = Registration.Images(2),
        ShortChoices = new Dictionary<string, string> { ["epochs"] = "0" },
    };

    private int Epochs { get; init; } = 3;

    private bool Reset { get; init; }

    private double Temperature { get; init; } = 1;

    private TrainingPlan Training => new(LeNet.Optimizer, Epochs, BatchSize: 60) { Curves = false };

    public StudyPlan Plan(bool whole)
    {
        var plan = new StudyPlan(StudyData.Mnist);
        var start = plan.Start(LeNet.Net, LeNet.Init);
        var dense = start.Train(Training);
        plan.Measure("dense", dense, Measure.TestAccuracy)
            .Measure("denseLonger", dense.Train(Training), Measure.TestAccuracy);
        foreach (var level in Levels)
        {
            var amount = Amount.OfTotal(level / 100.0);
            var magnitude = dense.Prune(new(Criterion.Magnitude), amount);
            plan.Measure($"magnitude@{level}", (Reset ? magnitude.Reset() : magnitude)
                .Train(Training), Measure.TestAccuracy);
            foreach (var method in BeforeTraining.Methods)
            {
                plan.Measure($"{method}@{level}", BeforeTraining.Prune(start, method, level / 100.0, Temperature)
                    .Train(Training), Measure.TestAccuracy);
            }

            plan.Measure($"random@{level}", start.Prune(new(Criterion.Random), amount)
                .Train(Training), Measure.TestAccuracy);
        }

        foreach (var method in BeforeTraining.Methods)
        {
            var masked = BeforeTraining.Prune(start, method, Shuffled / 100.0, Temperature);
            plan.Measure($"{method}Shuffled@{Shuffled}", masked.ShuffleMask().Reset()
                    .Train(Training), Measure.TestAccuracy)
                .Measure($"{method}Fresh@{Shuffled}", masked.Reinitialise(Init.GlorotNormal("init-again"))
                    .Train(Training), Measure.TestAccuracy);
        }

        return plan;
    }
}
