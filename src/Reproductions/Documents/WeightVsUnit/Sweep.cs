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
internal sealed class Sweep(Architecture net, bool dropped, float[] trained, int seed, ExampleTensors test, Action? measured = null)
{
    private readonly float[] withoutBiases = BiasMask(net);
    private readonly int[] rows = [.. Enumerable.Range(0, test.Data.Count)];
    private readonly Dictionary<string, double> values = [];
    private readonly Dictionary<string, IReadOnlyList<double>> examples = [];
    private readonly Dictionary<string, IReadOnlyList<double>> curves = [];

    public IReadOnlyDictionary<string, double> Values => values;

    /// <summary>Whether each test image was classified correctly.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Examples => examples;

    /// <summary>Accuracy over the levels.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Curves => curves;

    /// <summary>Measures the net as it is; every curve begins there.</summary>
    public void Unpruned() => Measure(Levels.Arm("weight", 0), trained, dropped);

    /// <summary>Measures one curve.</summary>
    public void Curve(string family, PruningMethod method)
    {
        using var scope = NewDisposeScope();
        var masks = Masks(method, Levels.Pruned);
        foreach (var (k, mask) in Levels.Pruned.Zip(masks))
        {
            Measure(Levels.Arm(family, k), Multiply(trained, mask), dropped);
        }

        curves[$"{family}.testAccuracy"] = [.. Levels.All.Select(k => values[Levels.Accuracy(family, k)])];
    }

    /// <summary>The rise between nothing pruned and 20 %, with biases and without, whichever of the two the curves are of.</summary>
    public void Rise(PruningMethod method)
    {
        using var scope = NewDisposeScope();
        var pruned = Multiply(trained, Masks(method, [20]).Single());
        foreach (var (arm, without) in new[] { ("kept", false), ("dropped", true) })
        {
            Measure($"{arm}@0", trained, without);
            Measure($"{arm}@20", pruned, without);
        }
    }

    private IEnumerable<float[]> Masks(PruningMethod method, IReadOnlyList<int> levels)
    {
        using var matrix = Tensors.FromRows([trained], test.Device);
        using var dense = ones_like(matrix);
        foreach (var mask in method.Sweep(net, matrix, dense, [seed], [.. levels.Select(PruningChoice.AmountOf)]))
        {
            using (mask)
            {
                yield return Tensors.ToRows(mask)[0];
            }
        }
    }

    private void Measure(string arm, float[] parameters, bool without)
    {
        var result = Evaluation.Of(net, [without ? Multiply(parameters, withoutBiases) : parameters], [rows], test).Single();
        values[$"{arm}.testAccuracy"] = result.Accuracy;
        examples[$"{arm}.testAccuracy"] = BitList.Of([.. result.Correct.Select(c => (double)c)]);
        measured?.Invoke();
    }

    /// <summary>Element by element.</summary>
    private static float[] Multiply(float[] values, float[] mask)
    {
        var product = new float[values.Length];
        for (var i = 0; i < product.Length; i++)
        {
            product[i] = values[i] * mask[i];
        }

        return product;
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
