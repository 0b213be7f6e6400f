using Pruning.Reproductions.Auditing;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Training;

namespace Pruning.Reproductions.Documents.WeightVsUnit;

/// <summary>One trained net at every level of its curves; each level starts from the trained weights.</summary>
/// <param name="dropped">Whether the curves are of nets without their biases.</param>
/// <param name="trained">P parameters.</param>
/// <param name="measured">Told of every evaluation.</param>
internal sealed class Sweep(Architecture net, bool dropped, float[] trained, int seed, Examples test, Action? measured = null)
{
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
    public void Unpruned() => Measure(Levels.Arm("weight", 0), trained, dropped);

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

        Measure($"{other}@0", trained, !dropped);
        foreach (var pruned in Pruned(method, [20]))
        {
            Measure($"{other}@20", pruned, !dropped);
        }
    }

    /// <summary>The trained parameters without what a method takes away, level by level.</summary>
    private IEnumerable<float[]> Pruned(PruningMethod method, IReadOnlyList<int> levels)
    {
        var order = method.Order(net, new(trained, 0, seed), [.. trained.Select(_ => 1f)]);
        foreach (var k in levels)
        {
            var mask = order.Prune(PruningChoice.AmountOf(k));
            yield return [.. trained.Zip(mask, (w, kept) => kept == 0 ? 0 : w)];
        }
    }

    private void Measure(string arm, float[] parameters, bool without)
    {
        var result = Evaluation.Of(net, [without ? WithoutBiases(parameters) : parameters], [rows], test).Single();
        accuracies[$"{arm}.testAccuracy"] = result.Accuracy;
        examples[$"{arm}.testAccuracy"] = BitList.Of(result.Correct);
        measured?.Invoke();
    }

    private float[] WithoutBiases(float[] parameters)
    {
        float[] left = [.. parameters];
        foreach (var bias in net.Of(ParameterRole.Bias))
        {
            left.AsSpan(bias.Offset, bias.Count).Clear();
        }

        return left;
    }
}
