using Pruning.Shared.Data;

namespace Pruning.Shared.Training;

/// <summary>The result of training one row.</summary>
/// <param name="Values">P parameters.</param>
/// <param name="Mask">P zeros and ones.</param>
/// <param name="TrainLoss">
/// Mean loss over the training examples after each epoch, nats; empty where no curves were recorded, or where the plan
/// sets <see cref="TrainingPlan.ValidateEvery"/>.
/// </param>
/// <param name="ValidationLoss">The same over the validation examples, at each record; empty without any.</param>
public sealed record TrainedModel(float[] Values, float[] Mask, float[] TrainLoss, float[] ValidationLoss)
{
    /// <summary>
    /// P parameters at the first minimum of the validation losses recorded since the last scheduled pruning; empty unless
    /// the plan sets <see cref="TrainingPlan.ValidateEvery"/> and a loss was a number.
    /// </summary>
    public float[] Best { get; init; } = [];

    /// <summary>Whether every loss and parameter is a finite number.</summary>
    public bool Finite { get; } = Values.All(float.IsFinite) && TrainLoss.All(float.IsFinite)
        && ValidationLoss.All(float.IsFinite);

    /// <summary>Number of pruned entries.</summary>
    public int Pruned => Mask.Count(m => m == 0);
}
