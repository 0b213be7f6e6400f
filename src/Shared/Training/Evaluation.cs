using Pruning.Shared.Populations;
using static TorchSharp.torch;

namespace Pruning.Shared.Training;

/// <summary>How one row does on a list of examples, in the list's order.</summary>
/// <param name="Losses">Cross-entropy of each example, nats.</param>
/// <param name="Correct">1 where the largest output is the example's class, else 0.</param>
public sealed record Evaluation(float[] Losses, float[] Correct)
{
    /// <summary>Mean loss, nats.</summary>
    public double Loss => Losses.Average(l => (double)l);

    /// <summary>Share of examples classified correctly.</summary>
    public double Accuracy => Correct.Average(c => (double)c);

    /// <summary>Evaluates every row of <paramref name="values"/> on its own list of examples; the lists are equally long.</summary>
    /// <param name="values">R rows of P parameters.</param>
    public static Evaluation[] Of(Architecture architecture, IReadOnlyList<float[]> values, IReadOnlyList<int[]> rows, ExampleTensors examples)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        using var population = new Population(architecture, values, examples.Device);
        var (inputs, targets) = examples.Gather(rows);
        var (losses, correct) = CrossEntropy.Evaluate(population, inputs, targets);
        return [.. Tensors.ToRows(losses).Zip(Tensors.ToRows(correct), (l, c) => new Evaluation(l, c))];
    }
}
