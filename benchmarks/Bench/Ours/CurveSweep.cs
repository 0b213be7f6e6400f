using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Benchmarks.Ours;

/// <summary>
/// A trained net without its biases at eleven levels of weight pruning and eleven of unit pruning, the output layer spared: as many evaluations,
/// shared out over the cores.
/// </summary>
internal static class CurveSweep
{
    private static readonly int[] Levels = [0, 20, 25, 50, 60, 70, 80, 90, 95, 97, 99];

    private static readonly PruningMethod Weights = new(Criterion.Magnitude, Scope.Layerwise) { Spared = ["layer5"] };

    private static readonly PruningMethod[] Families = [Weights, Weights with { Granularity = Granularity.Unit }];

    /// <summary>Mean losses over the first <paramref name="images"/> examples, family by family.</summary>
    /// <param name="evaluations">How many in all, an even number: half of them on each curve, from its beginning.</param>
    public static double[] Run(Architecture net, float[] trained, int evaluations, int images, ExampleTensors examples)
    {
        int[] rows = [.. Enumerable.Range(0, images)];
        var levels = evaluations / Families.Length;
        var losses = new double[evaluations];
        using var values = Tensors.FromRows([WithoutBiases(net, trained)], CPU);
        using var dense = ones_like(values);
        var orders = Families.Select(method => new Lazy<PruningOrder>(() => method.Order(net, values, dense, [0]))).ToList();

        // Each curve is begun, and its order worked out, by a core of its own; what is left is evaluated sooner the more is gone.
        Workers.Run([.. Enumerable.Range(0, evaluations).OrderBy(e => e % levels)], CPU, (evaluation, _) =>
        {
            using var scope = NewDisposeScope();
            var mask = orders[evaluation / levels].Value.Prune(Amount.OfTotalTruncated(Levels[evaluation % levels] / 100.0));
            using var population = new Population(net, mask.mul_(values));
            losses[evaluation] = Evaluation.Of(population, [rows], examples).Single().Loss;
        });
        orders.ForEach(order => order.Value.Dispose());
        return losses;
    }

    private static float[] WithoutBiases(Architecture net, float[] values)
    {
        float[] without = [.. values];
        foreach (var bias in net.Of(ParameterRole.Bias))
        {
            without.AsSpan(bias.Offset, bias.Count).Clear();
        }

        return without;
    }
}
