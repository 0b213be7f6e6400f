using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Tensors;

namespace Pruning.Shared.Training;

/// <summary>How one row does on a list of examples, in the list's order.</summary>
/// <param name="Losses">Cross-entropy of each example, nats.</param>
/// <param name="Predicted">
/// The class of the largest output, the first of equals; −1, which is never right, where the loss is no number.
/// </param>
/// <param name="Labels">The class that it is.</param>
public sealed record Evaluation(float[] Losses, int[] Predicted, int[] Labels)
{
    private const int LargestBlock = 1008;

    /// <summary>
    /// What the widest layer's activations of one row may take in a forward pass, 4 MiB: they stay in cache.
    /// </summary>
    private const int ActivationFloats = 1 << 20;

    /// <summary>1 where the predicted class is the example's, else 0.</summary>
    public IReadOnlyList<double> Correct { get; } = [.. Predicted.Zip(Labels, (p, l) => p == l ? 1.0 : 0.0)];

    /// <summary>Mean loss, nats.</summary>
    public double Loss => Losses.Average(l => (double)l);

    /// <summary>Share of examples classified correctly.</summary>
    public double Accuracy => Correct.Average();

    /// <summary>The stretches of a list of examples that one forward pass takes: whole panels of sixteen.</summary>
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
    /// What the layers that the rows share make of these examples; null: they start from the inputs.
    /// </param>
    /// <remarks>
    /// On a processor a row is evaluated without what pruning took from it, where that pays: the same figures to the
    /// bit.
    /// </remarks>
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
