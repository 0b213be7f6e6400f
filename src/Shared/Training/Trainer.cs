using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Tensors;

namespace Pruning.Shared.Training;

/// <summary>Trains replicates independently, each with its own batches and mask.</summary>
public static class Trainer
{
    /// <summary>Trains all rows of <paramref name="trainingStart"/> to the plan's end.</summary>
    /// <param name="advanced">Receives the progress, in epochs, fractions included.</param>
    /// <returns>One trained model per replicate, in the order of <paramref name="trainingStart"/>.</returns>
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
