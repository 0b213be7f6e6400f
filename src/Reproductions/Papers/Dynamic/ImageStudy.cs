using MathNet.Numerics.Statistics;
using Pruning.Reproductions.Studies.Steps;
using Pruning.Shared.Data;

namespace Pruning.Reproductions.Papers.Dynamic;

/// <summary>
/// Study of the four trials on an image set: unpruned, pruned once after training, lottery ticket, dynamic pruning.
/// </summary>
internal sealed record ImageStudy : IStudyDesign
{
    /// <summary>Epochs of the nets that are trained for longer.</summary>
    public const int LongerEpochs = 5;

    /// <summary>Records of the validation loss in a training.</summary>
    private const int Records = 12;

    private const int Rounds = 5;
    private const int TimedSteps = 12;

    /// <summary>The share of a dynamically pruned epoch that a mask is in force.</summary>
    private const double Masked = 2.0 / 3;

    private const int CifarImages = 2_000;
    private const int CifarTests = 2_000;
    private const int CifarEpochs = 3;
    private const int FlowerEpochs = 12;

    private static readonly CurveAxis ShareOfTraining =
        new("share of the training", "nats", [.. Enumerable.Range(1, Records).Select(i => i / (double)Records)]);

    private static readonly IReadOnlyList<(string Key, string Value)> FashionSettings =
    [
        ("net", "convolutions of 32 and 64 filters of 3×3, pooling, and linear layers of 128 and 10"),
        ("training",
            "Adadelta at 1, 64 images a step; pixels less .1307, by .3081; the set’s first images, and the next "
            + "twelfth as many for validation"),
        ("dynamic",
            "17 % of the weights left, in one pool, go before batches 333 and 666 of 938, or as far into an epoch of "
            + "fewer"),
    ];

    private static readonly IReadOnlyList<(string Key, string Value)> TrialSettings =
    [
        .. FashionSettings,
        ("pruned", "30 % of all weights, in one pool"),
        ("lottery",
            "half of the weights of both convolutions and the first linear layer, in one pool, and a quarter of the "
            + "last layer’s; reset and trained for one more epoch"),
    ];

    /// <summary>The trials on Fashion-MNIST.</summary>
    public static Study<ImageStudy> Fashion { get; } = new("dynamic/fashion", new())
    {
        Settings = TrialSettings,
        Factors =
        [
            Images([6_144, 55_296]), Tests(10_000),
            new("pool", Stance.Unstated, "what dynamic pruning ranks together: all weights, or those of each layer",
                ("global", s => s), ("layerwise", s => s with { Layerwise = true })),
            new("set", Stance.Stated,
                "the images: Fashion-MNIST, or CIFAR-10 with its own net and prunings, as shortened for its own trials",
                ("fashion-mnist", s => s), ("cifar-10", _ => OfCifar)),
        ],
        Replicates = new([8, 16], 8, 1),
        ShortChoices = new Dictionary<string, string> { ["images"] = "192", ["tests"] = "200" },
        Axis = ShareOfTraining,
    };

    /// <summary>One epoch beside five, on Fashion-MNIST.</summary>
    public static Study<ImageStudy> FashionLonger { get; } = new("dynamic/fashion-longer", new()
    {
        TrainingImages = 3_072,
        TestImages = 4_000,
        Part = ImagePart.Longer,
    })
    {
        Settings =
        [
            .. FashionSettings,
            ("longer", $"the same prunings in the first of {LongerEpochs} epochs, or in the only one"),
        ],
        Factors = [Images([3_072, 55_296]), Tests(4_000)],
        Replicates = new([8, 16], 8, 1),
        ShortChoices = new Dictionary<string, string> { ["images"] = "192", ["tests"] = "200" },
        Long = true,
    };

    /// <summary>
    /// The seconds that training takes in the trials on Fashion-MNIST. Replicates run one at a time.
    /// </summary>
    public static Study<ImageStudy> FashionTime { get; } = new("dynamic/fashion-time", new() { Part = ImagePart.Timed })
    {
        Settings =
        [
            .. TrialSettings,
            ("times",
                $"of one net on all cores, from medians of {Rounds} interleaved epochs of {TimedSteps} steps: what the "
                + "two prunings of an epoch take is spread over the steps of the trials’ epoch, 96 in place of 938"),
        ],
        Factors = [Images([6_144, 55_296]), Tests(10_000)],
        Replicates = new(8, 8, 1),
        ShortChoices = new Dictionary<string, string> { ["images"] = "192", ["tests"] = "200" },
        Axis = ShareOfTraining,
        Long = true,
    };

    /// <summary>The trials on CIFAR-10.</summary>
    public static Study<ImageStudy> Cifar { get; } = new("dynamic/cifar", OfCifar)
    {
        Settings =
        [
            ("net", "convolutions of 64, 64 and 128 filters of 3×3, pooling after the second and the third, and linear "
                + "layers of 256 and 10, a softmax before the cross-entropy; Adam at 0.0001, 4 images a step, as "
                + "shipped"),
            ("dynamic",
                "20 % of each convolution and 40 % of each linear layer; dynamic pruning removes them 18, 46, 14, 26 "
                + "and 17 51sts into the training, as shipped"),
            ("shortened", $"{CifarEpochs} epochs of the set’s first {CifarImages:#,0} training images, and its first "
                + $"{CifarTests:#,0} test images, in place of 51 epochs of 50,000"),
        ],
        Factors =
        [
            Images([CifarImages, 46_000]), Tests(CifarTests),
            new("epochs", Stance.AsShipped, "epochs of a training", [CifarEpochs, 51], (s, n) => s with { Epochs = n }),
            new("selection", Stance.AsShipped,
                "a net is judged after its last step, or where its validation loss was lowest since its last pruning",
                ("last", s => s), ("best", s => s with { Best = true })),
        ],
        Combinations =
        [
            ("as-shipped", new Dictionary<string, string>
            {
                ["epochs"] = "51", ["images"] = "46000", ["selection"] = "best",
            }),
        ],
        Replicates = new(5, 5, 1),
        ShortChoices = new Dictionary<string, string> { ["epochs"] = "2", ["images"] = "48", ["tests"] = "100" },
        Axis = ShareOfTraining,
        Long = true,
    };

    /// <summary>The trials on flowers.</summary>
    public static Study<ImageStudy> Flowers { get; } = new("dynamic/flowers", new()
    {
        On = ImageSets.Flowers,
        Epochs = FlowerEpochs,
    })
    {
        Settings =
        [
            ("net", "convolutions of 12, 20 and 32 filters of 3×3 over 180×180 pixels, pooling after the first, and "
                + "linear layers of 32 and 5, tanh on the outputs; Adam at 0.0001, 32 pictures a step, as shipped"),
            ("prunings", "of the linear layers alone, as shipped; shares and times are the penguins’"),
            ("shortened", $"{FlowerEpochs} epochs in place of 600"),
        ],
        Factors =
        [
            new("epochs", Stance.AsShipped, "epochs of a training", [FlowerEpochs, 600],
                (s, n) => s with { Epochs = n }),
            new("norm", Stance.AsShipped, "batches are normalised after the first and the last convolution, or not",
                ("batch", s => s), ("none", s => s with { Normalised = false })),
        ],
        Replicates = new(5, 5, 1),
        Axis = ShareOfTraining,
        Long = true,
    };

    private static ImageStudy OfCifar => new()
    {
        On = ImageSets.Cifar,
        TrainingImages = CifarImages,
        TestImages = CifarTests,
        Epochs = CifarEpochs,
    };

    private ImagePart Part { get; init; }

    private ImageSets On { get; init; }

    private int TrainingImages { get; init; } = 6_144;

    private int TestImages { get; init; } = 10_000;

    /// <summary>Epochs on CIFAR-10 and flowers; on Fashion-MNIST it is one.</summary>
    private int Epochs { get; init; }

    private bool Layerwise { get; init; }

    private bool Best { get; init; }

    private bool Normalised { get; init; } = true;

    private ImageSet Set => On switch
    {
        ImageSets.Cifar => ImageSet.Cifar(TrainingImages, TestImages, Epochs),
        ImageSets.Flowers => ImageSet.Flowers(Epochs, Normalised),
        _ => ImageSet.Fashion(TrainingImages, TestImages),
    };

    public StudyPlan Plan(bool whole)
    {
        var set = Set;
        var plan = new StudyPlan(set.Data);
        return Part == ImagePart.Longer ? Longer(plan, set) : Trials(plan, set);
    }

    private StudyPlan Trials(StudyPlan plan, ImageSet set)
    {
        var (dense, dynamic) = PlansOf(set);
        var start = plan.Start(set.Net, Init.FanIn());
        var unpruned = start.Train(dense);
        var reset = Pruned(unpruned, set.Ticket).Reset();
        plan.Measure("unpruned", Judged(unpruned), Measure.TestAccuracy, Losses, Measure.Sizes, Reaching(unpruned, 0))
            .Measure("pruned", Pruned(Judged(unpruned), set.OneShot), Measure.TestAccuracy, Losses, Measure.Sizes)
            .Measure("lottery", Judged(reset.Train(dense)), Measure.TestAccuracy, Losses, Measure.Sizes,
                Reaching(unpruned, set.Steps))
            .Measure("dynamic", Judged(start.Train(dynamic)), Measure.TestAccuracy, Losses, Measure.Sizes,
                Reaching(unpruned, 0));
        return Part == ImagePart.Timed ? WithTimes(plan, start, reset, set) : plan;
    }

    private StudyPlan Longer(StudyPlan plan, ImageSet set)
    {
        var (dense, dynamic) = PlansOf(set);
        var start = plan.Start(set.Net, Init.FanIn());
        foreach (var (arm, training) in new[] { ("unpruned", dense), ("dynamic", dynamic) })
        {
            var once = training with { ValidateEvery = null, Curves = false };
            plan.Measure(arm, start.Train(once), Measure.TestAccuracy)
                .Measure($"{arm}Longer", start.Train(once with { Epochs = LongerEpochs }), Measure.TestAccuracy);
        }

        return plan;
    }

    /// <summary>Adds the seconds of steps, and those until the unpruned net's final validation loss.</summary>
    private static StudyPlan WithTimes(StudyPlan plan, Arm start, Arm masked, ImageSet set)
    {
        plan.Measure("time", start, Seconds(masked, set));
        foreach (var (arm, step, before) in new[] { ("unpruned", "unpruned", 0), ("dynamic", "dynamic", 0),
            ("lottery", "ticket", set.Steps) })
        {
            plan.Derive(new($"{arm}.secondsToUnprunedLoss", "seconds", Nature.Time), values =>
                (before * values["time.unpruned"])
                + ((values[$"{arm}.stepsToUnprunedLoss"] - before) * values[$"time.{step}"]));
        }

        return plan;
    }

    /// <summary>Training without and with pruning on the way.</summary>
    private (TrainingPlan Dense, TrainingPlan Dynamic) PlansOf(ImageSet set)
    {
        var dense = new TrainingPlan(set.Optimizer, set.Epochs, set.Batch)
        {
            ValidateEvery = Math.Max(1, set.Steps / Records),
        };
        return (dense, dense with
        {
            Schedule = [.. set.Schedule.Select(p => Layerwise ? p with
            {
                Method = p.Method with { Scope = Scope.Layerwise },
            }
            : p)],
        });
    }

    private Arm Judged(Arm trained) => Best ? trained.StopEarly() : trained;

    private static Factor<ImageStudy> Images(IReadOnlyList<int> counts) =>
        new("images", Stance.Stated, "training images, the set’s first", counts,
            (s, n) => s with { TrainingImages = n });

    private static Factor<ImageStudy> Tests(int count) =>
        new("tests", Stance.Stated, "test images, the set’s first", [count], (s, n) => s with { TestImages = n });

    private static Arm Pruned(Arm arm, IEnumerable<(PruningMethod Method, Amount Amount)> prunings) =>
        prunings.Aggregate(arm, (pruned, next) => pruned.Prune(next.Method, next.Amount));

    private static Measurement Losses { get; } = new(
        [new("testLoss", "nats"), new("validationLoss", "nats"), new("removedShare", "fraction", Nature.Count)],
        (net, to) =>
        {
            to.Value("testLoss", net.Test.Loss);
            to.Value("validationLoss", net.Validation.Loss);
            to.Value("removedShare", net.State.Pruned / (double)net.Net.Of(ParameterRole.Weight).Sum(w => w.Count));
        });

    /// <summary>
    /// Measures the seconds of a step without pruning, of a masked net, and in an epoch that is pruned twice; those of
    /// the two prunings; and what these and the mask add to an epoch of the trials, as a share.
    /// </summary>
    private static Measurement Seconds(Arm masked, ImageSet set) => new(
        [
            new("unpruned", "seconds", Nature.Time), new("dynamic", "seconds", Nature.Time),
            new("ticket", "seconds", Nature.Time), new("prunings", "seconds", Nature.Time),
            new("extra", "fraction", Nature.Time),
        ],
        (net, to) =>
        {
            var steps = Math.Min(TimedSteps, net.Split.Train.Length / set.Batch);
            var split = new Split(net.Split.Train[..(steps * set.Batch)], [], []);
            var dense = new TrainingPlan(set.Optimizer, 1, set.Batch) { Curves = false };
            var pruned = dense with
            {
                Schedule = [.. set.Schedule.Select(p => p with { BeforeStep = p.BeforeStep * steps / set.Steps })],
            };
            float[] all = [.. net.Mask];
            var mask = net.Of(masked).Mask;
            var pruning = InterleavedTimes.Of(() => Train(pruned, all), () => Train(dense, all), 1, Rounds);
            var ticket = InterleavedTimes.Of(() => Train(dense, mask), () => Train(dense, all), 1, Rounds);

            // Two of three steps of a dynamically pruned epoch are those of a masked net; the rest is what pruning
            // takes.
            var whole = pruning.Second.Median();
            var slower = Masked * (ticket.Ratio - 1) * whole;
            var prunings = pruning.First.Median() - whole - slower;
            var dynamic = ((whole + slower) / steps) + (prunings / set.Steps);
            to.Value("unpruned", whole / steps);
            to.Value("ticket", ticket.Ratio * whole / steps);
            to.Value("prunings", prunings);
            to.Value("dynamic", dynamic);
            to.Value("extra", (dynamic * steps / whole) - 1);

            void Train(TrainingPlan plan, float[] mask)
            {
                net.Cancel.ThrowIfCancellationRequested();
                _ = Trainer.Train(net.Net, new([net.Seed], [net.Values], [mask], [split]), plan, net.TrainingSet);
            }
        })
    {
        Uses = [masked],
        Setting = $"{Rounds} rounds of {TimedSteps} steps, for {set.Steps}",
    };

    /// <summary>
    /// Measures the steps, those of earlier trainings included, until the recorded validation loss is first at most the
    /// unpruned net's last; whether it is; and the steps of earlier trainings.
    /// </summary>
    private static Measurement Reaching(Arm unpruned, int before) => new(
        [new("stepsToUnprunedLoss", "steps"), new("reachedUnprunedLoss", ""),
            new("stepsBefore", "steps", Nature.Count)],
        (net, to) =>
        {
            var losses = net.State.ValidationLoss;
            var target = net.Of(unpruned).State.ValidationLoss[^1];
            var reached = Array.FindIndex(losses, l => l <= target);
            var every = ((TrainStep)unpruned.Step).Plan.ValidateEvery!.Value;
            to.Value("stepsToUnprunedLoss", before + (every * (reached < 0 ? losses.Length : reached + 1)));
            to.Value("reachedUnprunedLoss", reached < 0 ? 0 : 1);
            to.Value("stepsBefore", before);
            if (losses.Length == Records)
            {
                to.Curve("validationLoss", [.. losses.Select(l => (double)l)]);
            }
        })
    {
        Uses = [unpruned],
        Setting = $"{before}",
    };
}
