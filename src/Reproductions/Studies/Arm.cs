using Pruning.Reproductions.Studies.Steps;

namespace Pruning.Reproductions.Studies;

/// <summary>
/// What is done to the nets of one experimental condition, step by step from their initial values. An arm is a value:
/// steps make
/// new arms, which share what comes before. Its identity is the hash of its steps.
/// </summary>
internal sealed class Arm
{
    private readonly Lazy<string> hash;

    private Arm(StudyData data, Architecture net, Arm? from, Step step)
    {
        (Data, Net, From, Step) = (data, net, from, step);
        hash = new(() => Canonical.Hash(
            [data.Id, Canonical.Text(net), from?.Hash ?? "start", step.Text, .. step.Uses.Select(a => a.Hash)]));
    }

    /// <summary>The examples.</summary>
    public StudyData Data { get; }

    /// <summary>The architecture before anything is cut out of it.</summary>
    public Architecture Net { get; }

    /// <summary>What the step starts from; null at the start.</summary>
    public Arm? From { get; }

    /// <summary>The last step.</summary>
    public Step Step { get; }

    /// <summary>16 hexadecimal digits that stand for the examples, the architecture and all steps.</summary>
    public string Hash => hash.Value;

    private Arm Root => From?.Root ?? this;

    /// <summary>Untrained nets with nothing pruned.</summary>
    public static Arm Start(StudyData data, Architecture net, Init init) => new(data, net, null, new StartStep(init));

    /// <summary>Nets with values that come from elsewhere, the same for every replicate.</summary>
    /// <param name="values">P values.</param>
    public static Arm Given(StudyData data, Architecture net, float[] values) =>
        new(data, net, null, new GivenStep(values));

    /// <summary>Trains on from the present values, under the present mask.</summary>
    /// <param name="measureEpochs">
    /// Whether test accuracy is measured after every epoch, see <see cref="NetState.EpochAccuracy"/>.
    /// </param>
    public Arm Train(TrainingPlan plan, bool measureEpochs = false) => Then(new TrainStep(plan, measureEpochs));

    /// <summary>
    /// Trains pruned nets on from the values that pruning left. The same as <see cref="Train"/>, by the field's name
    /// for it.
    /// </summary>
    public Arm FineTune(TrainingPlan plan) => Train(plan);

    /// <summary>Masks what a method chooses: the shape stays, pruned entries are 0.</summary>
    public Arm Prune(PruningMethod method, Amount amount) => Then(new PruneStep(method, amount));

    /// <summary>Sets what is left to its initial values (the lottery ticket's reset).</summary>
    public Arm Reset() => Then(new TakeValuesStep("reset", Root));

    /// <summary>Sets what is left to the values that it had early in its first training.</summary>
    /// <param name="steps">Optimizer steps after which those values stood, at least 1.</param>
    /// <exception cref="InvalidOperationException">The arm was never trained.</exception>
    public Arm Rewind(int steps)
    {
        var trained = FirstTrained
            ?? throw new InvalidOperationException("Only a trained arm can be rewound; call Train first, or Reset.");
        var plan = ((TrainStep)trained.Step).Plan with { StopAfterSteps = steps, Curves = false };
        return Then(new TakeValuesStep($"rewind {steps}", trained.From!.Train(plan)));
    }

    /// <summary>Sets what is left to fresh random values.</summary>
    public Arm Reinitialise(Init init) => Then(new ReinitialiseStep(init));

    /// <summary>Cuts masked units and filters out: a smaller net with the same outputs (surgery).</summary>
    public Arm Shrink() => Then(new ShrinkStep());

    /// <summary>Sets every bias to 0.</summary>
    public Arm WithoutBiases() => Then(new DropBiasesStep());

    /// <summary>Takes a step of any other kind.</summary>
    public Arm Then(Step step) => new(Data, Net, this, step);

    /// <summary>The arm as it was after its first training; null: it has none.</summary>
    public Arm? FirstTrained => From?.FirstTrained ?? (Step is TrainStep ? this : null);
}
