namespace Pruning.Reproductions.Expectations;

/// <summary>Results of the short run under some numerics.</summary>
/// <param name="Numerics">The numerics.</param>
/// <param name="Verdict">Verdict on the replicates that every test repeats.</param>
/// <param name="Metrics">Every metric of the claim's arms, by name and seed. Null: not finite.</param>
public sealed record CheckEntry(
    string Numerics, Verdict Verdict, IReadOnlyDictionary<string, IReadOnlyList<double?>> Metrics)
{
    /// <summary>The metrics of the first <paramref name="n"/> seeds.</summary>
    public CheckEntry First(int n) => this with
    {
        Metrics = Metrics.ToDictionary(m => m.Key, m => (IReadOnlyList<double?>)[.. m.Value.Take(n)]),
    };
}
