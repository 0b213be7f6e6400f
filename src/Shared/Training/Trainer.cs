using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Tensors;

namespace Pruning.Shared.Training;

/// <summary>
/// Trains the replicates of a trainingStart, each with its own batches and its own mask; no replicate sees another.
/// </summary>
public static class Trainer
{
    /// <summary>Trains from the trainingStart's start to the plan's end.</summary>
    /// <param name="advanced">Told the progress, in epochs, fractions included.</param>
    /// <returns>One trained row a replicate, in the trainingStart's order.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TrainedModel[] Train(Architecture architecture, TrainingStart trainingStart, TrainingPlan plan,
        Examples examples, Action<double>? advanced = null, CancellationToken cancel = default)
    {
        using TrainingRun run = examples.Device == Device.Cpu
            ? new CpuTraining(architecture, trainingStart, plan, examples)
            : new TensorTraining(architecture, trainingStart, plan, examples);
        return run.Run(advanced, cancel);
    }
}
