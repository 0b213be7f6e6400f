using Pruning.Shared.Populations;
using Pruning.Shared.Training;

namespace Pruning.Shared.Pruning;

/// <summary>
/// What a criterion scores one net by. What takes passes over the examples is computed when it is first asked for, on
/// the processor's exact kernels, so that a net has the same scores on every device.
/// </summary>
/// <param name="criterion">The criterion that is given it; errors name it.</param>
/// <param name="architecture">The net's layers.</param>
/// <param name="net">The net's values, and what is known of its training.</param>
/// <param name="mask">P zeros and ones, what is left so far.</param>
public sealed class ScoringContext(Criterion criterion, Architecture architecture, ScoredNet net, float[] mask)
{
    private readonly Dictionary<int, float[]> activations = [];
    private float[]? gradients;

    /// <summary>The net's layers, and the columns of their parameters.</summary>
    public Architecture Architecture => architecture;

    /// <summary>P parameters; not to be changed.</summary>
    public float[] Values => net.Values;

    /// <summary>P zeros and ones: what earlier prunings left; not to be changed.</summary>
    public float[] Mask => mask;

    /// <summary>The net's place among those that are pruned together.</summary>
    public int Row => net.Row;

    /// <summary>The replicate's seed.</summary>
    public int Seed => net.Seed;

    /// <summary>Optimizer steps that the net has taken so far.</summary>
    public int Step => net.Step;

    /// <summary>The examples that <see cref="Training"/> lists.</summary>
    /// <exception cref="InvalidOperationException">The net came without examples.</exception>
    public Examples Examples => net.Examples?.Invoke() ?? throw Missing("examples");

    /// <summary>
    /// The examples that the net is trained on, at least one, as indices into <see cref="Examples"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The net came without a list of them.</exception>
    public IReadOnlyList<int> Training =>
        net.Training is { Count: > 0 } list ? list : throw Missing("a list of training examples");

    /// <summary>
    /// The gradient of the mean cross-entropy over the training examples, P values, zero for buffers. The net is taken
    /// as it is evaluated: batch normalisation uses its running statistics. Not to be changed.
    /// </summary>
    /// <exception cref="InvalidOperationException">The net came without examples.</exception>
    public float[] Gradients =>
        gradients ??= TrainingSetPasses.MeanGradient(architecture, Values, [.. Training], Examples);

    /// <summary>Returns what leaves a layer of the net, as it is evaluated, for every training example.</summary>
    /// <param name="layer">The layer's index in <see cref="Architecture.Steps"/>.</param>
    /// <returns>
    /// [training examples, features], row-major, in the order of <see cref="Training"/>; not to be changed.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The net has no such layer.</exception>
    /// <exception cref="InvalidOperationException">The net came without examples.</exception>
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

    private InvalidOperationException Missing(string what) => new(
        $"The criterion {criterion.Name} scores by data, but net {Row} came without {what}: "
        + "give PruningMethod.Prune the examples and every net's list of training examples, "
        + "or PruningMethod.Order a ScoredNet with both. "
        + "Prunings that a training plan schedules get them from the training.");
}
