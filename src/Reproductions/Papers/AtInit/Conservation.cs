namespace Pruning.Reproductions.Papers.AtInit;

/// <summary>Conservation of SynFlow's scores in a dense net of linear layers without biases other than 0.</summary>
internal static class Conservation
{
    /// <summary>
    /// Measures the largest difference of a hidden unit's incoming and outgoing scores, and of two layers' sums, as
    /// shares of the larger one.
    /// </summary>
    public static Measurement Errors { get; } = new(
        [new("unitError", "fraction"), new("layerError", "fraction")],
        (net, to) =>
        {
            var scores = Criterion.SynapticFlow.Score(
                new(Criterion.SynapticFlow, net.Net, new(net.Values, 0, net.Seed), net.Mask));
            var weights = net.Net.Of(ParameterRole.Weight).ToArray();
            var units = weights.Zip(weights.Skip(1)).SelectMany(pair =>
                Enumerable.Range(0, (int)pair.First.Shape[0]).Select(unit => Error(
                    Sum(scores, pair.First, unit * pair.First.FanIn, 1, pair.First.FanIn),
                    Sum(scores, pair.Second, unit, pair.Second.FanIn, (int)pair.Second.Shape[0]))));
            double[] layers = [.. weights.Select(w => Sum(scores, w, 0, 1, w.Count))];
            to.Value("unitError", units.Max());
            to.Value("layerError", Error(layers.Min(), layers.Max()));
        });

    private static double Error(double one, double other) =>
        one == other ? 0 : Math.Abs(one - other) / Math.Max(one, other);

    private static double Sum(float[] scores, ParameterRange weight, int first, int step, int count)
    {
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            sum += scores[weight.Offset + first + (i * step)];
        }

        return sum;
    }
}
