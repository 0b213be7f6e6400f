using Pruning.Reproductions.Auditing;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Reproductions.Documents.WeightVsUnit;

/// <summary>One trained net at every level of every curve; each level starts from the trained weights.</summary>
/// <param name="trained">P parameters.</param>
/// <param name="advance">Told the progress; the parts add up to about 1.</param>
internal sealed class Sweep(CurveProtocol protocol, float[] trained, int seed, ExampleTensors test, Action<double> advance)
{
    private static readonly int Evaluations = (4 * Levels.Pruned.Count) + 4;
    private static readonly float[] WithoutBiases = BiasMask();

    private readonly int[] rows = [.. Enumerable.Range(0, test.Data.Count)];
    private readonly Dictionary<string, double> values = [];
    private readonly Dictionary<string, IReadOnlyList<double>> examples = [];
    private readonly Dictionary<string, IReadOnlyList<double>> curves = [];

    public IReadOnlyDictionary<string, double> Values => values;

    /// <summary>Whether each test image was classified correctly.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Examples => examples;

    /// <summary>Accuracy over the levels.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Curves => curves;

    public void Run()
    {
        Measure("weight@0", trained, protocol.BiasesDropped);
        Curve("weight", protocol.Weights(Criterion.Magnitude));
        Curve("unit", protocol.Units);
        Curve("random", protocol.Weights(Criterion.Random));
        Curve("hidden", protocol.Hidden);
        Rise();
        new DeadInputs(test.Data).Measure(protocol, trained, seed, test, values);
    }

    private void Curve(string family, PruningMethod method)
    {
        using var scope = NewDisposeScope();
        var masks = Masks(method, Levels.Pruned);
        foreach (var (k, mask) in Levels.Pruned.Zip(masks))
        {
            Measure(Levels.Arm(family, k), Multiply(trained, mask), protocol.BiasesDropped);
        }

        curves[$"{family}.testAccuracy"] = [.. Levels.All.Select(k => values[Levels.Accuracy(family, k)])];
    }

    /// <summary>The rise between nothing pruned and 20 %, with biases and without, whichever of the two the curves are of.</summary>
    private void Rise()
    {
        var pruned = Multiply(trained, Masks(protocol.Weights(Criterion.Magnitude), [20]).Single());
        foreach (var (arm, dropped) in new[] { ("kept", false), ("dropped", true) })
        {
            Measure($"{arm}@0", trained, dropped);
            Measure($"{arm}@20", pruned, dropped);
        }
    }

    private IEnumerable<float[]> Masks(PruningMethod method, IReadOnlyList<int> levels)
    {
        using var matrix = Tensors.FromRows([trained], test.Device);
        using var dense = ones_like(matrix);
        foreach (var mask in method.Sweep(CurveProtocol.Net, matrix, dense, [seed], [.. levels.Select(CurveProtocol.AmountOf)]))
        {
            using (mask)
            {
                yield return Tensors.ToRows(mask)[0];
            }
        }
    }

    private void Measure(string arm, float[] parameters, bool dropped)
    {
        var result = Evaluation.Of(CurveProtocol.Net, [dropped ? Multiply(parameters, WithoutBiases) : parameters], [rows], test).Single();
        values[$"{arm}.testAccuracy"] = result.Accuracy;
        examples[$"{arm}.testAccuracy"] = BitList.Of([.. result.Correct.Select(c => (double)c)]);
        advance(1.0 / Evaluations);
    }

    /// <summary>Element by element.</summary>
    public static float[] Multiply(float[] values, float[] mask)
    {
        var product = new float[values.Length];
        for (var i = 0; i < product.Length; i++)
        {
            product[i] = values[i] * mask[i];
        }

        return product;
    }

    private static float[] BiasMask()
    {
        var mask = Enumerable.Repeat(1f, CurveProtocol.Net.ParameterCount).ToArray();
        foreach (var bias in CurveProtocol.Net.Of(ParameterRole.Bias))
        {
            mask.AsSpan(bias.Offset, bias.Count).Clear();
        }

        return mask;
    }
}
