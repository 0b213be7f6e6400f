using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Training;

namespace Pruning.Benchmarks.Ours;

/// <summary>
/// A trained net without its biases at eleven levels of weight pruning and eleven of unit pruning, the output layer
/// spared: as many evaluations, shared out over the cores.
/// </summary>
internal static class CurveSweep
{
    private static readonly int[] Levels = [0, 20, 25, 50, 60, 70, 80, 90, 95, 97, 99];

    private static readonly PruningMethod Weights = new(Criterion.Magnitude, Scope.Layerwise) { Spared = ["layer5"] };

    private static readonly PruningMethod[] Families =
        [Weights, Weights with { Granularity = Granularity.Unit }];

    /// <summary>Mean losses over the first <paramref name="images"/> examples, family by family.</summary>
    /// <param name="evaluations">
    /// How many in all, an even number: half of them on each curve, from its beginning.
    /// </param>
    public static double[] Run(Architecture net, float[] trained, int evaluations, int images, Examples examples)
    {
        int[] rows = [.. Enumerable.Range(0, images)];
        var levels = evaluations / Families.Length;
        var losses = new double[evaluations];
        var values = WithoutBiases(net, trained);
        float[] dense = [.. values.Select(_ => 1f)];
        var orders = Families
            .Select(method => new Lazy<PruningOrder>(() => method.Order(net, new(values, 0, 0), dense)))
            .ToList();

        // Each curve is begun, and its order worked out, by a core of its own; what is left is evaluated sooner the
        // more is gone.
        Workers.Run([.. Enumerable.Range(0, evaluations).OrderBy(e => e % levels)], Device.Cpu, (evaluation, _) =>
        {
            var amount = Amount.OfTotalTruncated(Levels[evaluation % levels] / 100.0);
            var mask = orders[evaluation / levels].Value.Prune(amount);
            float[] left = [.. values.Zip(mask, (w, kept) => kept == 0 ? 0 : w)];
            losses[evaluation] = Evaluation.Of(net, [left], [rows], examples).Single().Loss;
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
