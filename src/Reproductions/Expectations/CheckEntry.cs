namespace Pruning.Reproductions.Expectations;

/// <summary>What the short run gave under some numerics.</summary>
/// <param name="Numerics">Those numerics.</param>
/// <param name="Verdict">The claim's rule over those replicates that every test repeats.</param>
/// <param name="Metrics">By name, seed by seed: every metric of the claim's arms. Null: not finite.</param>
public sealed record CheckEntry(
    string Numerics, Verdict Verdict, IReadOnlyDictionary<string, IReadOnlyList<double?>> Metrics)
{
    /// <summary>The metrics of the first <paramref name="n"/> seeds.</summary>
    public CheckEntry First(int n) => this with
    {
        Metrics = Metrics.ToDictionary(m => m.Key, m => (IReadOnlyList<double?>)[.. m.Value.Take(n)]),
    };
}
