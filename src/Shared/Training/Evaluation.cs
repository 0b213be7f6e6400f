using Pruning.Shared.Populations;
using static TorchSharp.torch;

namespace Pruning.Shared.Training;

/// <summary>How one row does on a list of examples, in the list's order.</summary>
/// <param name="Losses">Cross-entropy of each example, nats.</param>
/// <param name="Predicted">The class of the largest output.</param>
/// <param name="Labels">The class that it is.</param>
public sealed record Evaluation(float[] Losses, int[] Predicted, int[] Labels)
{
    private const int LargestBlock = 1000;

    /// <summary>What the widest layer's activations of one row may take in a forward pass, 4 MiB: they stay in cache, and the allocator keeps their memory.</summary>
    private const int ActivationFloats = 1 << 20;

    /// <summary>1 where the predicted class is the example's, else 0.</summary>
    public IReadOnlyList<double> Correct { get; } = [.. Predicted.Zip(Labels, (p, l) => p == l ? 1.0 : 0.0)];

    /// <summary>Mean loss, nats.</summary>
    public double Loss => Losses.Average(l => (double)l);

    /// <summary>Share of examples classified correctly.</summary>
    public double Accuracy => Correct.Average();

    /// <summary>The stretches of a list of examples that one forward pass takes.</summary>
    public static IEnumerable<(int Start, int Length)> Blocks(Architecture architecture, int examples)
    {
        var block = Math.Clamp(ActivationFloats / architecture.Widest, 1, LargestBlock);
        for (var start = 0; start < examples; start += block)
        {
            yield return (start, Math.Min(block, examples - start));
        }
    }

    /// <summary>Evaluates every row of <paramref name="values"/> on its own list of examples; the lists are equally long.</summary>
    /// <param name="values">R rows of P parameters.</param>
    /// <param name="from">What the layers that the rows share make of these examples; null: they start from the inputs.</param>
    public static Evaluation[] Of(Architecture architecture, IReadOnlyList<float[]> values, IReadOnlyList<int[]> rows, ExampleTensors examples, Halfway? from = null)
    {
        using var population = new Population(architecture, values, examples.Device);
        return Of(population, rows, examples, from);
    }

    /// <summary>Evaluates every row of a population on its own list of examples; the lists are equally long.</summary>
    /// <remarks>Rows of a large net on a CPU are evaluated without what pruning took from them, where that pays: the same figures up to rounding. Not so from halfway.</remarks>
    public static Evaluation[] Of(Population population, IReadOnlyList<int[]> rows, ExampleTensors examples, Halfway? from = null)
    {
        using var noGrad = no_grad();
        if (from is not null)
        {
            return Of(population.Architecture, (block, _) => population.Forward(from.Blocks[block], from.Layer..), rows, examples);
        }

        return PrunedRow.MayPay(population, rows[0].Length)
            ? [.. rows.Select((list, row) => OfPruned(population, row, list, examples))]
            : Of(population.Architecture, (_, stretch) => population.Forward(examples.Inputs(rows, stretch.Start, stretch.Length)), rows, examples);
    }

    private static Evaluation OfPruned(Population population, int row, int[] list, ExampleTensors examples)
    {
        using var scope = NewDisposeScope();
        using var pruned = new PrunedRow(population, row, list.Length);
        return Of(pruned.Architecture, (_, stretch) => pruned.Forward(examples.Inputs([list], stretch.Start, stretch.Length)), [list], examples).Single();
    }

    /// <param name="forward">The outputs for a block, by its index and its stretch of the lists.</param>
    private static Evaluation[] Of(Architecture architecture, Func<int, (int Start, int Length), Tensor> forward, IReadOnlyList<int[]> rows, ExampleTensors examples)
    {
        var n = rows[0].Length;
        var losses = rows.Select(_ => new float[n]).ToArray();
        var predicted = rows.Select(_ => new int[n]).ToArray();
        foreach (var (index, (start, length)) in Blocks(architecture, n).Index())
        {
            using var scope = NewDisposeScope();
            var outputs = forward(index, (start, length));
            var targets = examples.Targets(rows, start, length);
            Spread(Tensors.ToArray<float>(CrossEntropy.Losses(outputs, targets)), losses, start, l => l);
            Spread(Tensors.ToArray<long>(outputs.argmax(1)), predicted, start, c => (int)c);
        }

        return [.. rows.Select((list, r) => new Evaluation(losses[r], predicted[r], [.. list.Select(example => examples.Labels[example])]))];
    }

    /// <summary>A block's values, row by row, to their place in every row.</summary>
    private static void Spread<TFrom, TTo>(TFrom[] block, TTo[][] rows, int start, Func<TFrom, TTo> convert)
    {
        var length = block.Length / rows.Length;
        for (var i = 0; i < block.Length; i++)
        {
            rows[i / length][start + (i % length)] = convert(block[i]);
        }
    }
}
