namespace Pruning.Reproductions.Papers.Taylor;

/// <summary>The change of the loss when maps are scaled by 1 − 1/n, one at a time, beside its prediction.</summary>
internal static class Scaling
{
    /// <summary>Training examples that the loss is averaged over.</summary>
    public const int Examples = 128;

    /// <summary>The numbers n, ascending.</summary>
    public static IReadOnlyList<int> Shares { get; } = [8, 64, 512];

    /// <summary>
    /// Measures how far changes times n are from minus the sum of activation times gradient over the map: the root of
    /// the summed squares of the differences over all maps, as a share of that of the predictions.
    /// </summary>
    public static Measurement Errors { get; } = new(
        [.. Shares.Select(n => new Metric($"error{n}", "fraction"))],
        (net, to) =>
        {
            int[] list = [.. net.Split.Train.Take(Examples)];
            double[] predicted = [.. net.ScoredOver(list).MapSensitivity.OfType<MapSensitivity>()
                .Zip(SmallVgg.MapSizes, (layer, m) => layer.SignedTaylor.Select(s => -m * s)).SelectMany(s => s)];
            foreach (var n in Shares)
            {
                var changes = SmallVgg.OfConvolutions(Oracle.OfScaling(
                    1 - (1f / n), net.Net, net.Values, net.TrainingSet, list, net.Cancel)).SelectMany(c => c);
                to.Value($"error{n}", Math.Sqrt(
                    predicted.Zip(changes, (p, c) => Math.Pow((n * c) - p, 2)).Sum() / predicted.Sum(p => p * p)));
            }
        });

    /// <summary>Full name of the metric for 1/n.</summary>
    public static string Error(int n) => $"scaling.error{n}";
}
