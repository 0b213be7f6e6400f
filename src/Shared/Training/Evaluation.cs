using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Tensors;

namespace Pruning.Shared.Training;

/// <summary>The evaluation of one row on a list of examples, in the list's order.</summary>
/// <param name="Losses">Cross-entropy of each example, nats.</param>
/// <param name="Predicted">
/// The class of the largest output, the first of equals; −1, which is never correct, where the loss is NaN.
/// </param>
/// <param name="Labels">The true classes.</param>
public sealed record Evaluation(float[] Losses, int[] Predicted, int[] Labels)
{
    private const int LargestBlock = 1008;

    /// <summary>
    /// The most floats of one layer's activations in a forward pass: 4 MiB, so that they stay in cache.
    /// </summary>
    private const int ActivationFloats = 1 << 20;

    /// <summary>1 where the predicted class is correct, else 0.</summary>
    public IReadOnlyList<double> Correct { get; } = [.. Predicted.Zip(Labels, (p, l) => p == l ? 1.0 : 0.0)];

    /// <summary>Mean loss, nats; NaN without examples.</summary>
    public double Loss => Losses.Length == 0 ? double.NaN : Losses.Average(l => (double)l);

    /// <summary>Accuracy: the share of examples classified correctly.</summary>
    public double Accuracy => Correct.Count == 0 ? double.NaN : Correct.Average();

    /// <summary>Cuts a list of examples into the blocks of one forward pass each: whole panels of sixteen.</summary>
    public static IEnumerable<(int Start, int Length)> Blocks(Architecture architecture, int examples)
    {
        var block = Math.Clamp(ActivationFloats / architecture.Widest / 16 * 16, 16, LargestBlock);
        for (var start = 0; start < examples; start += block)
        {
            yield return (start, Math.Min(block, examples - start));
        }
    }

    /// <summary>
    /// Evaluates every row of <paramref name="values"/> on its own list of examples; the lists are equally long.
    /// </summary>
    /// <param name="values">R rows of P parameters.</param>
    /// <param name="from">
    /// The cached inputs of the first layer that differs between rows; null: evaluate from the examples.
    /// </param>
    /// <remarks>On a processor pruned parts are left out where that saves time; results are bit-identical.</remarks>
    public static Evaluation[] Of(Architecture architecture, IReadOnlyList<float[]> values, IReadOnlyList<int[]> lists,
        Examples examples, CachedActivations? from = null)
    {
        if (lists.Count == 0 || lists[0].Length == 0)
        {
            return [.. lists.Select(_ => new Evaluation([], [], []))];
        }

        var (losses, predicted) = examples.Device == Device.Cpu
            ? CpuEvaluation.Of(architecture, values, lists, examples, from)
            : TensorEvaluation.Of(architecture, values, lists, examples.OnDevice);
        return [.. lists.Select((list, r) => new Evaluation(losses[r], predicted[r],
            [.. list.Select(example => examples.Labels[example])]))];
    }
}
