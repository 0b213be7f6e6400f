using System.Collections.Immutable;

namespace Pruning.Shared.Training;

/// <summary>How a population is trained.</summary>
/// <param name="Epochs">Passes over the training examples.</param>
/// <param name="BatchSize">Examples per step and replicate; the last batch of an epoch may be smaller.</param>
public sealed record TrainingPlan(OptimizerSettings Optimizer, int Epochs, int BatchSize)
{
    /// <summary>The learning rate of each step, as a share of the optimizer's.</summary>
    public LearningRateSchedule LearningRates { get; init; } = LearningRateSchedule.Constant;

    /// <summary>Prunings during training, each before the first step of its epoch; epochs count from 0.</summary>
    public ImmutableArray<ScheduledPruning> Schedule { get; init; } = [];

    /// <summary>
    /// Whether every epoch takes the examples in an order of its own; otherwise always in the split's.
    /// </summary>
    public bool Shuffled { get; init; } = true;

    /// <summary>
    /// Whether pruned entries are held at 0 after every step; otherwise they are set to 0 once and may grow again.
    /// </summary>
    public bool MaskInForce { get; init; } = true;

    /// <summary>
    /// Whether gradients are never set to zero, from the first step to the last: step t is then taken along the sum of
    /// the gradients of steps 1 to t, entries that a mask holds at 0 included. A known mistake (a training loop that
    /// forgets to zero them), kept to repeat studies that made it.
    /// </summary>
    public bool AccumulateGradients { get; init; }

    /// <summary>Whether the losses over all training and validation examples are recorded after every epoch.</summary>
    public bool Curves { get; init; } = true;

    /// <summary>Shown copies of the rows, P parameters each, after every epoch.</summary>
    public Action<IReadOnlyList<float[]>>? AfterEpoch { get; init; }

    /// <summary>Stops after so many steps, in the middle of an epoch if need be.</summary>
    public int? StopAfterSteps { get; init; }
}
