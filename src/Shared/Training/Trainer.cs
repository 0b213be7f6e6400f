using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Tensors;

namespace Pruning.Shared.Training;

/// <summary>Trains the replicates of a cohort, each with its own batches and its own mask; no replicate sees another.</summary>
public static class Trainer
{
    /// <summary>Trains from the cohort's start to the plan's end.</summary>
    /// <param name="advanced">Told the progress, in epochs, fractions included.</param>
    /// <returns>One trained row a replicate, in the cohort's order.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TrainedRow[] Train(Architecture architecture, Cohort cohort, TrainingPlan plan, Examples examples, Action<double>? advanced = null, CancellationToken cancel = default)
    {
        using TrainingRun run = examples.Device == Device.Cpu
            ? new CpuTraining(architecture, cohort, plan, examples)
            : new TensorTraining(architecture, cohort, plan, examples);
        return run.Run(advanced, cancel);
    }
}
