using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Benchmarks.Ours;

/// <summary>
/// A trained net without its biases at eleven levels of weight pruning and eleven of unit pruning, the output layer spared: two curves, one on
/// each of two threads.
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
        var levels = Levels[..(evaluations / Families.Length)];
        var losses = new double[Families.Length * levels.Length];
        Workers.Run([.. Families.Index()], CPU, (family, _) =>
        {
            using var scope = NewDisposeScope();
            using var values = Tensors.FromRows([WithoutBiases(net, trained)], CPU);
            using var dense = ones_like(values);
            var masks = family.Item.Sweep(net, values, dense, [0], [.. levels.Select(k => Amount.OfTotalTruncated(k / 100.0))]);
            foreach (var (level, mask) in masks.Index())
            {
                using (mask)
                {
                    using var population = new Population(net, mask.mul_(values));
                    losses[(family.Index * levels.Length) + level] = Evaluation.Of(population, [rows], examples).Single().Loss;
                }
            }
        });
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
