using Pruning.Reproductions.Studies.Steps;

namespace Pruning.Reproductions.Papers.Taylor;

/// <summary>
/// Step that removes a number of maps by shares of the layers, which a sensitivity analysis sets: each convolution
/// loses its lowest maps alone, an eighth of them at a time, and the mean loss over training examples is measured
/// (after Li, Kadav, Durdanovic, Samet and Graf 2017, arXiv 1608.08710, section 3.2, who look at accuracy). Then
/// eighths go, always from the layer that without its next one has the least loss, nothing else being removed, until
/// the number is reached; an eighth of a wide layer counts like one of a narrow layer.
/// </summary>
/// <param name="Method">Ranks the maps; its criterion scores units.</param>
/// <param name="Count">Maps to remove.</param>
internal sealed record SharesStep(PruningMethod Method, int Count) : Step
{
    /// <summary>Parts that a layer is cut into; the last one is never removed.</summary>
    private const int Parts = 8;

    /// <summary>Training examples that the loss is averaged over, or all if there are fewer.</summary>
    public const int MostExamples = 500;

    public override NetState[] Apply(Arm arm, NetState[] from, StepContext context) =>
        [.. from.Select((net, row) =>
        {
            context.Cancel.ThrowIfCancellationRequested();
            return net.Under(Mask(net, row, context));
        })];

    private float[] Mask(NetState net, int row, StepContext context)
    {
        var layers = Layers(net, row, context);
        var losses = Losses(net, layers, [.. context.Splits[row].Train.Take(MostExamples)], context);
        var counts = new int[layers.Length];
        while (counts.Sum() < Count)
        {
            var next = Enumerable.Range(0, layers.Length)
                .Where(l => Eighths(counts[l], layers[l]) < Parts - 1)
                .MinBy(l => losses[l][Eighths(counts[l], layers[l])]);
            counts[next] += Math.Min(layers[next].Maps / Parts, Count - counts.Sum());
        }

        return layers.Zip(counts, (layer, count) => layer.Without(count)).Aggregate(net.Mask, Both);
    }

    private Layer[] Layers(NetState net, int row, StepContext context)
    {
        var scored = PruningOrders.Scored(net, row, context);
        var known = new Known(((MapCriterion)Method.Criterion).ScoreUnits(
            new(Method.Criterion, net.Net, scored, net.Mask)));
        string[] names = [.. net.Net.Of(ParameterRole.Weight).Select(w => w.Layer)];
        return [.. net.Net.Of(ParameterRole.Weight).Where(w => !Method.Spared.Contains(w.Layer)).Select(weight =>
        {
            var alone = Method with { Criterion = known, Spared = [.. names.Where(n => n != weight.Layer)] };
            var order = alone.Order(net.Net, scored, net.Mask);
            return new Layer((int)weight.Shape[0], count => order.Prune(Amount.Of(count)));
        })];
    }

    /// <summary>Mean loss without one to seven eighths of each layer alone.</summary>
    private static double[][] Losses(NetState net, Layer[] layers, int[] list, StepContext context) =>
        [.. layers.Select(layer =>
        {
            context.Cancel.ThrowIfCancellationRequested();
            float[][] rows = [.. Enumerable.Range(1, Parts - 1).Select(eighths =>
                net.Under(layer.Without(eighths * layer.Maps / Parts)).Values)];
            return Evaluation.Of(net.Net, rows, [.. rows.Select(_ => list)], context.Data.Train)
                .Select(e => e.Loss).ToArray();
        })];

    private static int Eighths(int count, Layer layer) => count / (layer.Maps / Parts);

    private static float[] Both(float[] one, float[] other) => [.. one.Zip(other, (a, b) => a * b)];

    /// <summary>A convolution.</summary>
    /// <param name="Maps">Its maps, a multiple of eight.</param>
    /// <param name="Without">The net's mask without as many of its lowest maps.</param>
    private sealed record Layer(int Maps, Func<int, float[]> Without);

    /// <summary>Scores that are computed already.</summary>
    private sealed record Known(IReadOnlyList<double[]?> Scores) : MapCriterion
    {
        public override string Name => "known";

        protected override IReadOnlyList<double[]?> Raw(ScoringContext net) => Scores;
    }
}
