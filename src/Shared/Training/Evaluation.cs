using Pruning.Shared.Populations;
using static TorchSharp.torch;

namespace Pruning.Shared.Training;

/// <summary>How one row does on a list of examples, in the list's order.</summary>
/// <param name="Losses">Cross-entropy of each example, nats.</param>
/// <param name="Correct">1 where the largest output is the example's class, else 0.</param>
public sealed record Evaluation(float[] Losses, float[] Correct)
{
    /// <summary>Examples per forward pass, so that activations stay small.</summary>
    private const int Block = 1000;

    /// <summary>Mean loss, nats.</summary>
    public double Loss => Losses.Average(l => (double)l);

    /// <summary>Share of examples classified correctly.</summary>
    public double Accuracy => Correct.Average(c => (double)c);

    /// <summary>Evaluates every row of <paramref name="values"/> on its own list of examples; the lists are equally long.</summary>
    /// <param name="values">R rows of P parameters.</param>
    public static Evaluation[] Of(Architecture architecture, IReadOnlyList<float[]> values, IReadOnlyList<int[]> rows, ExampleTensors examples)
    {
        using var population = new Population(architecture, values, examples.Device);
        return Of(population, rows, examples);
    }

    /// <summary>Evaluates every row of a population on its own list of examples; the lists are equally long.</summary>
    public static Evaluation[] Of(Population population, IReadOnlyList<int[]> rows, ExampleTensors examples)
    {
        using var noGrad = no_grad();
        var n = rows[0].Length;
        var results = rows.Select(_ => new Evaluation(new float[n], new float[n])).ToArray();
        for (var start = 0; start < n; start += Block)
        {
            Fill(results, population, examples, rows, start, Math.Min(Block, n - start));
        }

        return results;
    }

    private static void Fill(Evaluation[] results, Population population, ExampleTensors examples, IReadOnlyList<int[]> rows, int start, int length)
    {
        using var scope = NewDisposeScope();
        var (inputs, targets) = examples.Gather(rows, start, length);
        var (losses, correct) = CrossEntropy.Evaluate(population, inputs, targets);
        var (lossRows, correctRows) = (Tensors.ToRows(losses), Tensors.ToRows(correct));
        for (var r = 0; r < results.Length; r++)
        {
            lossRows[r].CopyTo(results[r].Losses, start);
            correctRows[r].CopyTo(results[r].Correct, start);
        }
    }
}
