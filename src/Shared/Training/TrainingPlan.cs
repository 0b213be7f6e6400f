using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Pruning.Shared.Populations;

namespace Pruning.Shared.Training;

/// <summary>How a population is trained: optimizer, epochs, batches, pruning schedule.</summary>
/// <param name="Epochs">Passes over the training examples.</param>
/// <param name="BatchSize">Examples per step and replicate; an epoch's last batch may be smaller.</param>
public sealed record TrainingPlan(OptimizerSettings Optimizer, int Epochs, int BatchSize)
{
    /// <summary>Gets the passes over the training examples, at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int Epochs { get; init => field = AtLeast(0, value); } = AtLeast(0, Epochs);

    /// <summary>Gets the examples per step and replicate, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int BatchSize { get; init => field = AtLeast(1, value); } = AtLeast(1, BatchSize);

    /// <summary>The learning rate of each step, as a share of the optimizer's.</summary>
    public LearningRateSchedule LearningRates { get; init; } = LearningRateSchedule.Constant;

    /// <summary>
    /// The pruning schedule; each pruning happens before a step of its epoch. Several before one step keep their order.
    /// </summary>
    public ImmutableArray<ScheduledPruning> Schedule { get; init; } = [];

    /// <summary>
    /// Names of layers that training leaves as they are: weights, biases, scales, shifts and buffers, to the bit, with
    /// any optimizer. A frozen normalisation uses its running statistics. A mask still sets what it prunes to 0.
    /// </summary>
    [LeftOutIfEmpty]
    public ImmutableArray<string> Frozen { get; init; } = [];

    /// <summary>Whether examples are shuffled every epoch; otherwise they keep the split's order.</summary>
    public bool Shuffled { get; init; } = true;

    /// <summary>
    /// Whether pruned entries stay 0 after every step; otherwise they are set to 0 once and may regrow.
    /// </summary>
    public bool MaskInForce { get; init; } = true;

    /// <summary>
    /// Whether gradients accumulate: step t follows the sum of the gradients of steps 1 to t, masked entries included.
    /// A known mistake (a training loop that never zeroes them), kept to reproduce studies that made it.
    /// </summary>
    public bool AccumulateGradients { get; init; }

    /// <summary>
    /// Whether training and validation losses are recorded after every epoch, or those that <see cref="ValidateEvery"/>
    /// names.
    /// </summary>
    public bool Curves { get; init; } = true;

    /// <summary>
    /// The number of optimizer steps after which, again and again, the validation loss alone is recorded, and the values
    /// at its minimum are kept (<see cref="TrainedModel.Best"/>, early stopping); null: losses are recorded after every
    /// epoch, and no such values are kept.
    /// </summary>
    public int? ValidateEvery { get; init => field = value is { } steps ? AtLeast(1, steps) : null; }

    /// <summary>Receives copies of the rows, P parameters each, after every epoch.</summary>
    public Action<IReadOnlyList<float[]>>? AfterEpoch { get; init; }

    /// <summary>The number of steps to stop after, even within an epoch; null: no limit.</summary>
    public int? StopAfterSteps { get; init => field = value is { } steps ? AtLeast(0, steps) : null; }

    /// <summary>Checks that the plan fits a net.</summary>
    /// <exception cref="ArgumentException">
    /// It freezes a layer that the net does not have, or leaves nothing to train.
    /// </exception>
    public void CheckFits(Architecture net) => net.Freeze(Frozen);

    private static int AtLeast(int least, int value, [CallerMemberName] string name = "") => value >= least
        ? value
        : throw new ArgumentOutOfRangeException(name, value,
            $"Expected {name} of a training plan to be at least {least}.");
}
