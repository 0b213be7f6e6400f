using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing;

/// <summary>One quantity, seed by seed.</summary>
/// <param name="Quantity">Its name.</param>
/// <param name="Values">One a seed; null where the replicate diverged or the quantity is not finite.</param>
/// <param name="Examples">
/// The spread over test examples of each example's mean over the replicates; null without per-example values.
/// </param>
public sealed record DifferenceColumn(string Quantity, IReadOnlyList<double?> Values, Summary? Examples)
{
    /// <summary>
    /// The spread over test examples, from one list a replicate; null where a replicate has none or all do not agree
    /// in length.
    /// </summary>
    internal static Summary? Spread(IReadOnlyList<double>?[] runs)
    {
        if (runs.Length == 0 || runs[0] is not { Count: >= 2 } first || runs.Any(run => run?.Count != first.Count))
        {
            return null;
        }

        var means = new double[first.Count];
        foreach (var run in runs)
        {
            for (var i = 0; i < means.Length; i++)
            {
                means[i] += run![i] / runs.Length;
            }
        }

        return means.All(double.IsFinite) ? Summary.Of(means) : null;
    }
}
