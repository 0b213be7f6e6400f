using Pruning.Reproductions.Auditing;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Reproductions.Documents.WeightVsUnit;

/// <summary>One trained net at every level of its curves; each level starts from the trained weights.</summary>
/// <param name="dropped">Whether the curves are of nets without their biases.</param>
/// <param name="trained">P parameters.</param>
/// <param name="measured">Told of every evaluation.</param>
internal sealed class Sweep(Architecture net, bool dropped, float[] trained, int seed, ExampleTensors test, Action? measured = null) : IDisposable
{
    private readonly Tensor values = Tensors.FromRows([trained], test.Device);
    private readonly Tensor withoutBiases = Tensors.FromRows([BiasMask(net)], test.Device);
    private readonly int[] rows = [.. Enumerable.Range(0, test.Count)];
    private readonly Dictionary<string, double> accuracies = [];
    private readonly Dictionary<string, IReadOnlyList<double>> examples = [];
    private readonly Dictionary<string, IReadOnlyList<double>> curves = [];

    /// <summary>Test accuracy of every arm measured so far.</summary>
    public IReadOnlyDictionary<string, double> Accuracies => accuracies;

    /// <summary>Whether each test image was classified correctly.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Examples => examples;

    /// <summary>Accuracy over the levels.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Curves => curves;

    /// <summary>Measures the net as it is; every curve begins there.</summary>
    public void Unpruned() => Measure(Levels.Arm("weight", 0), values, dropped);

    /// <summary>Measures one curve.</summary>
    public void Curve(string family, PruningMethod method)
    {
        foreach (var (k, pruned) in Levels.Pruned.Zip(Pruned(method, Levels.Pruned)))
        {
            Measure(Levels.Arm(family, k), pruned, dropped);
        }

        curves[$"{family}.testAccuracy"] = [.. Levels.All.Select(k => accuracies[Levels.Accuracy(family, k)])];
    }

    /// <summary>The rise between nothing pruned and 20 %, with biases and without. One of the two is the weight curve's own.</summary>
    public void Rise(PruningMethod method)
    {
        var (own, other) = dropped ? ("dropped", "kept") : ("kept", "dropped");
        foreach (var k in new[] { 0, 20 })
        {
            var (from, to) = (Levels.Accuracy("weight", k), $"{own}@{k}.testAccuracy");
            accuracies[to] = accuracies[from];
            examples[to] = examples[from];
        }

        Measure($"{other}@0", values, !dropped);
        foreach (var pruned in Pruned(method, [20]))
        {
            Measure($"{other}@20", pruned, !dropped);
        }
    }

    public void Dispose()
    {
        values.Dispose();
        withoutBiases.Dispose();
    }

    /// <summary>The trained parameters without what a method takes away, level by level; each is valid until the next.</summary>
    private IEnumerable<Tensor> Pruned(PruningMethod method, IReadOnlyList<int> levels)
    {
        using var dense = ones_like(values).DetachFromDisposeScope();
        using var order = method.Order(net, values, dense, [seed]);
        foreach (var k in levels)
        {
            using var mask = order.Prune(PruningChoice.AmountOf(k));
            yield return mask.mul_(values);
        }
    }

    private void Measure(string arm, Tensor parameters, bool without)
    {
        using var scope = NewDisposeScope();
        using var population = new Population(net, without ? parameters.mul(withoutBiases) : parameters.clone());
        var result = Evaluation.Of(population, [rows], test).Single();
        accuracies[$"{arm}.testAccuracy"] = result.Accuracy;
        examples[$"{arm}.testAccuracy"] = BitList.Of(result.Correct);
        measured?.Invoke();
    }

    private static float[] BiasMask(Architecture net)
    {
        var mask = Enumerable.Repeat(1f, net.ParameterCount).ToArray();
        foreach (var bias in net.Of(ParameterRole.Bias))
        {
            mask.AsSpan(bias.Offset, bias.Count).Clear();
        }

        return mask;
    }
}
