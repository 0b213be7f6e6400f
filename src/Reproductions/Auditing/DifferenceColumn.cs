using System.Text.Json.Serialization;
using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing;

/// <summary>Values of one quantity by seed.</summary>
/// <param name="Quantity">Name of the quantity.</param>
/// <param name="Values">One per seed; null where the replicate diverged or the quantity is not finite.</param>
/// <param name="Examples">
/// At each look the summary over test examples of each example's mean over replicates; null without per-example values.
/// </param>
public sealed record DifferenceColumn(string Quantity, IReadOnlyList<double?> Values, IReadOnlyList<Summary?> Examples)
{
    /// <summary>
    /// Where runs are not paired, each one's side, see <see cref="Quantity.SideOf"/>, and its arm's own value; null
    /// where the values are of pairs.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? Sides { get; init; }

    /// <summary>
    /// Summarises test examples from one list per replicate; null where a replicate has none or lengths differ.
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
