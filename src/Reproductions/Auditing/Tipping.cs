using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing;

/// <summary>The margins at which a verdict changes, in the quantity's unit; null: none does.</summary>
/// <param name="ReproducedAbove">With any larger margin or bound the claim would be reproduced.</param>
/// <param name="ContradictedBelow">With any smaller one it would be contradicted.</param>
public sealed record Tipping(double? ReproducedAbove, double? ContradictedBelow)
{
    /// <summary>The margins on both sides of a centre within which, and without which, an interval lies.</summary>
    internal static Tipping Around(double centre, Interval interval)
    {
        var outside = Math.Max(interval.Lower - centre, centre - interval.Upper);
        return new(Math.Max(interval.Upper - centre, centre - interval.Lower), outside > 0 ? outside : null);
    }
}
