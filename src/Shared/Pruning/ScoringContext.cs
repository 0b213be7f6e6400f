using Pruning.Shared.Populations;
using Pruning.Shared.Training;

namespace Pruning.Shared.Pruning;

/// <summary>
/// The input of a criterion for one net. Values that need passes over the examples are computed on first use with the
/// processor's exact kernels, so that scores are the same on every device.
/// </summary>
/// <param name="criterion">The criterion, named in errors.</param>
/// <param name="architecture">The net's layers.</param>
/// <param name="net">The net's values and training data.</param>
/// <param name="mask">P zeros and ones, the current mask.</param>
public sealed class ScoringContext(Criterion criterion, Architecture architecture, ScoredNet net, float[] mask)
{
    private readonly Dictionary<int, float[]> activations = [];
    private float[]? gradients;
    private IReadOnlyList<MapActivity?>? activity;
    private IReadOnlyList<MapSensitivity?>? sensitivity;

    /// <summary>The net's layers, and the columns of their parameters.</summary>
    public Architecture Architecture => architecture;

    /// <summary>P parameters, not to be changed.</summary>
    public float[] Values => net.Values;

    /// <summary>P zeros and ones, the current mask; not to be changed.</summary>
    public float[] Mask => mask;

    /// <summary>The net's index among those pruned together.</summary>
    public int Row => net.Row;

    /// <summary>The replicate's seed.</summary>
    public int Seed => net.Seed;

    /// <summary>Optimizer steps taken so far.</summary>
    public int Step => net.Step;

    /// <summary>The examples that <see cref="Training"/> indexes.</summary>
    /// <exception cref="InvalidOperationException">The net has no examples.</exception>
    public Examples Examples => net.Examples?.Invoke() ?? throw Missing("examples");

    /// <summary>Indices of the net's training examples in <see cref="Examples"/>, at least one.</summary>
    /// <exception cref="InvalidOperationException">The net has no list of training examples.</exception>
    public IReadOnlyList<int> Training =>
        net.Training is { Count: > 0 } list ? list : throw Missing("list of training examples");

    /// <summary>
    /// The gradient of the mean cross-entropy over the training examples, P values, zero for buffers, in evaluation
    /// mode: batch normalisation uses its running statistics. Not to be changed.
    /// </summary>
    /// <exception cref="InvalidOperationException">The net has no examples.</exception>
    public float[] Gradients =>
        gradients ??= TrainingSetPasses.MeanGradient(architecture, Values, [.. Training], Examples);

    /// <summary>Computes a layer's outputs, in evaluation mode, for every training example.</summary>
    /// <param name="layer">The layer's index in <see cref="Architecture.Steps"/>.</param>
    /// <returns>
    /// [training examples, features], row-major, in the order of <see cref="Training"/>; not to be changed.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The net has no such layer.</exception>
    /// <exception cref="InvalidOperationException">The net has no examples.</exception>
    public float[] Activations(int layer)
    {
        if (!activations.TryGetValue(layer, out var leaving))
        {
            ArgumentOutOfRangeException.ThrowIfNegative(layer);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(layer, architecture.Steps.Length);
            leaving = TrainingSetPasses.Activations(architecture, layer, Values, [.. Training], Examples);
            activations.Add(layer, leaving);
        }

        return leaving;
    }

    /// <summary>
    /// What the net's maps are like over the training examples, for every weight in the order of its columns: of a
    /// convolution's filter what leaves the activation behind it, before pooling, and likewise of a linear layer's
    /// unit. Null for a layer whose outputs are the net's, or that is part of a composite layer.
    /// </summary>
    /// <exception cref="InvalidOperationException">The net has no examples.</exception>
    public IReadOnlyList<MapActivity?> MapActivity =>
        activity ??= MapPasses.Activity(architecture, Values, [.. Training], Examples);

    /// <summary>
    /// What the loss owes to the net's maps, in the order of <see cref="MapActivity"/>, which comes with it at no cost.
    /// </summary>
    /// <exception cref="InvalidOperationException">The net has no examples.</exception>
    public IReadOnlyList<MapSensitivity?> MapSensitivity
    {
        get
        {
            if (sensitivity is null)
            {
                (activity, sensitivity) = MapPasses.Sensitivity(architecture, Values, [.. Training], Examples);
            }

            return sensitivity;
        }
    }

    private InvalidOperationException Missing(string what) => new(
        $"The criterion {criterion.Name} needs training data, but net {Row} has no {what}: "
        + "give PruningMethod.Prune the examples and every net's list of training examples, "
        + "or PruningMethod.Order a ScoredNet with both. "
        + "Pruning scheduled in a training plan takes them from the training run.");
}
