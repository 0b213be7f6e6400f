namespace Pruning.Reproductions.Studies;

/// <summary>Results of one seeded run of a reading, over all arms.</summary>
/// <param name="Seed">The replicate's seed, from which every random stream of the run is derived.</param>
/// <param name="Values">
/// Scalars by metric name, <c>arm.metric</c> (<c>unpruned.testLoss</c>): losses in nats, accuracies as fractions,
/// times in seconds. A diverged replicate keeps its values; those that are not finite are <see cref="double.NaN"/>.
/// </param>
/// <param name="Examples">
/// Per-example values over the test set by metric name, in the test set's order; empty where the split differs between
/// replicates.
/// </param>
/// <param name="Curves">
/// Values over training by metric name, thinned to at most 200 points, evenly spaced from start to end.
/// </param>
/// <param name="Diverged">Whether a loss or a weight of any arm was not finite.</param>
/// <param name="Seconds">Wall time in seconds, as a share of the chunk's.</param>
public sealed record Replicate(
    int Seed,
    IReadOnlyDictionary<string, double> Values,
    IReadOnlyDictionary<string, IReadOnlyList<double>> Examples,
    IReadOnlyDictionary<string, IReadOnlyList<double>> Curves,
    bool Diverged = false,
    double Seconds = 0)
{
    /// <summary>
    /// Tables for the report by name, <c>arm.table</c> (<c>before.confusion</c>). Replicates may have different tables.
    /// </summary>
    public IReadOnlyDictionary<string, NamedTable> Tables { get; init; } = new Dictionary<string, NamedTable>();
}
