using Pruning.Reproductions.Studies.Steps;

namespace Pruning.Reproductions.Studies;

/// <summary>
/// An experimental condition: a sequence of steps that its nets take from their initial values. Arms are immutable; a
/// step makes a new arm, which shares all earlier steps. The hash of the steps identifies an arm.
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

    /// <summary>The architecture, with the last head, before surgery.</summary>
    public Architecture Net { get; }

    /// <summary>The arm before the last step; null at the start.</summary>
    public Arm? From { get; }

    /// <summary>The last step.</summary>
    public Step Step { get; }

    /// <summary>Hash of the examples, the architecture and all steps, 16 hexadecimal digits.</summary>
    public string Hash => hash.Value;

    private Arm Initial => From is null || Step is ReplaceHeadStep ? this : From.Initial;

    /// <summary>Starts with untrained, unpruned nets.</summary>
    public static Arm Start(StudyData data, Architecture net, Init init) => new(data, net, null, new StartStep(init));

    /// <summary>Starts with given parameters, the same for every replicate.</summary>
    /// <param name="values">P parameters.</param>
    public static Arm Given(StudyData data, Architecture net, float[] values) =>
        new(data, net, null, new GivenStep(values));

    /// <summary>
    /// Starts with one net for all replicates, values and mask: that of another arm, usually trained on other examples,
    /// for one seed. It is trained once, whatever replicate comes first, and later processes find it where it took
    /// long.
    /// </summary>
    /// <param name="data">The examples of what follows.</param>
    /// <param name="source">The arm that the net comes from.</param>
    /// <param name="seed">The seed that it is run with; best one that no replicate has.</param>
    public static Arm Pretrained(StudyData data, Arm source, int seed) =>
        new(data, source.Net, null, new PretrainedStep(source, seed));

    /// <summary>Trains from the current values, under the current mask.</summary>
    /// <param name="measureEpochs">
    /// Whether test accuracy is measured after every epoch, see <see cref="NetState.EpochAccuracy"/>.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The schedule prunes outside the epochs, or spares an unknown layer; the plan freezes an unknown layer, or all.
    /// </exception>
    public Arm Train(TrainingPlan plan, bool measureEpochs = false)
    {
        plan.CheckFits(Net);
        foreach (var pruning in plan.Schedule)
        {
            CheckSpared(pruning.Method);
            if (pruning.Epoch < 0 || pruning.Epoch >= plan.Epochs)
            {
                throw new ArgumentException(
                    $"A pruning is scheduled before epoch {pruning.Epoch}; the training has epochs 0 to "
                        + $"{plan.Epochs - 1}.",
                    nameof(plan));
            }

            var steps = (Data.TrainCount + plan.BatchSize - 1) / plan.BatchSize;
            if (pruning.BeforeStep >= steps)
            {
                throw new ArgumentException(
                    $"A pruning is scheduled before step {pruning.BeforeStep} of an epoch, which has steps 0 to "
                        + $"{steps - 1}.",
                    nameof(plan));
            }
        }

        return Then(new TrainStep(plan, measureEpochs));
    }

    /// <summary>
    /// Goes back to the values at the first minimum of the training's validation loss (early stopping); its records stay.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The last step is no training that sets <see cref="TrainingPlan.ValidateEvery"/>.
    /// </exception>
    public Arm StopEarly() => Step is TrainStep { Plan: { ValidateEvery: not null, Curves: true } }
        ? Then(new StopEarlyStep())
        : throw new InvalidOperationException(
            "Only a training that records the validation loss after some steps can be stopped early; set ValidateEvery.");

    /// <summary>Fine-tunes pruned nets from their current values; the same as <see cref="Train"/>.</summary>
    public Arm FineTune(TrainingPlan plan) => Train(plan);

    /// <summary>Masks the entries that a method selects: the shape is kept, pruned entries are 0.</summary>
    /// <exception cref="ArgumentException">The method spares a layer that the net does not have.</exception>
    public Arm Prune(PruningMethod method, Amount amount)
    {
        CheckSpared(method);
        return Then(new PruneStep(method, amount));
    }

    /// <summary>
    /// Masks a share of the entries in turns: they are ranked anew after each, and the kept share falls by the same
    /// factor every time. Nothing is trained between.
    /// </summary>
    /// <param name="share">The share that is pruned in the end.</param>
    /// <param name="turns">Number of turns, at least 1.</param>
    /// <exception cref="ArgumentException">The method spares a layer that the net does not have.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no turn, or the share is not within 0 to 1.</exception>
    public Arm PruneInTurns(PruningMethod method, double share, int turns)
    {
        CheckSpared(method);
        ArgumentOutOfRangeException.ThrowIfLessThan(turns, 1);
        var step = new PruneInTurnsStep(method, share, turns);
        _ = step.AmountAfter(turns);
        return Then(step);
    }

    /// <summary>
    /// Replaces the last layer by one with new values and any number of outputs; all other layers keep theirs.
    /// </summary>
    /// <param name="outputs">Outputs of the new layer, which keeps its name.</param>
    /// <param name="init">
    /// Where each replicate draws the layer's values from; they do not depend on the layers before.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">There would be no output.</exception>
    /// <exception cref="ArgumentException">The net's last layer with parameters is not linear.</exception>
    public Arm ReplaceHead(int outputs, Init init) =>
        new(Data, Net.WithOutputs(outputs), this, new ReplaceHeadStep(outputs, init));

    /// <summary>
    /// Permutes each weight's mask: every layer keeps as many weights as before, chosen at random (a control of what a
    /// pruning method chooses). Weights that were pruned are 0 until <see cref="Reset"/> gives them values.
    /// </summary>
    public Arm ShuffleMask() => Then(new ShuffleMaskStep());

    /// <summary>
    /// Resets the kept entries to their initial values (lottery ticket): those at the start, or after the last head was
    /// replaced.
    /// </summary>
    /// <exception cref="InvalidOperationException">The nets were shrunk.</exception>
    public Arm Reset()
    {
        CheckShape();
        return Then(new TakeValuesStep("reset", Initial));
    }

    /// <summary>
    /// Rewinds the kept entries to their values early in the first training, or the first after the last head was
    /// replaced.
    /// </summary>
    /// <param name="steps">Optimizer steps after which those values are taken, at least 1.</param>
    /// <exception cref="InvalidOperationException">The arm was never trained.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The training has no such step.</exception>
    public Arm Rewind(int steps)
    {
        CheckShape();
        var trained = FirstTrainedAfter(Initial)
            ?? throw new InvalidOperationException("Only a trained arm can be rewound; call Train first, or Reset.");
        var training = ((TrainStep)trained.Step).Plan;
        var all = training.Epochs * ((Data.TrainCount + training.BatchSize - 1) / training.BatchSize);
        all = Math.Min(all, training.StopAfterSteps ?? all);
        if (steps < 1 || steps > all)
        {
            throw new ArgumentOutOfRangeException(
                nameof(steps), steps, $"Expected to rewind to a step from 1 to {all}, the last of the training.");
        }

        var plan = training with { StopAfterSteps = steps, Curves = false, ValidateEvery = null };
        return Then(new TakeValuesStep($"rewind {steps}", trained.From!.Train(plan)));
    }

    /// <summary>Reinitialises the kept entries with new random values.</summary>
    public Arm Reinitialise(Init init) => Then(new ReinitialiseStep(init));

    /// <summary>
    /// Removes masked units and filters (surgery). The smaller net has the outputs of the net in which all that belongs
    /// to them is masked: a bias or shift that a mask of weights left them goes too. Where layers compete, each
    /// replicate gets a net of its own shape. A mask that leaves a layer empty is an error of the run.
    /// </summary>
    public Arm Shrink() => Then(new ShrinkStep());

    /// <summary>Sets every bias to 0.</summary>
    public Arm WithoutBiases() => Then(new DropBiasesStep());

    /// <summary>Adds a step.</summary>
    public Arm Then(Step step) => new(Data, Net, this, step);

    /// <summary>The arm after its first training; null: none.</summary>
    public Arm? FirstTrained => From?.FirstTrained ?? (Step is TrainStep ? this : null);

    private Arm? FirstTrainedAfter(Arm start) => this == start ? null
        : From!.FirstTrainedAfter(start) ?? (Step is TrainStep ? this : null);

    private void CheckSpared(PruningMethod method)
    {
        var layers = Net.Parameters.Select(p => p.Layer).Distinct().ToList();
        if (method.Spared.Except(layers).ToList() is { Count: > 0 } unknown)
        {
            throw new ArgumentException(
                $"The method spares {string.Join(", ", unknown)}; the net's layers are {string.Join(", ", layers)}.",
                nameof(method));
        }
    }

    // The values at the start have places that a smaller net no longer has, in each replicate others.
    private void CheckShape()
    {
        for (var arm = this; arm != Initial; arm = arm.From!)
        {
            if (arm.Step is ShrinkStep)
            {
                throw new InvalidOperationException(
                    "A shrunken net has other parameters than the initial one: it can be reinitialised, not reset.");
            }
        }
    }
}
