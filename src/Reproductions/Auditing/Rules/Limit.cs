using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>
/// One-sided condition that a mean lies beyond <paramref name="Bound"/>. Every conclusion is made of these.
/// </summary>
public sealed record Limit(Side Side, double Bound)
{
    public static Limit Above(double bound) => new(Side.Above, bound);

    public static Limit Below(double bound) => new(Side.Below, bound);

    /// <summary>Whether the whole interval lies beyond the bound; touching it is not beyond.</summary>
    public bool IsClearedBy(Interval interval) =>
        Side == Side.Above ? interval.Lower > Bound : interval.Upper < Bound;

    /// <summary>One-sided p of the t test.</summary>
    public double P(Estimate estimate) =>
        Side == Side.Above ? estimate.PAbove(Bound) : estimate.PBelow(Bound);

    /// <summary>One-sided p of the skewness-corrected t test.</summary>
    public double P(SkewCorrected estimate) =>
        Side == Side.Above ? estimate.PAbove(Bound) : estimate.PBelow(Bound);

    /// <summary>One-sided p of the sign-flip test.</summary>
    public double PFlip(ReadOnlySpan<double> values) =>
        Side == Side.Above ? SignFlip.PAbove(values, Bound) : SignFlip.PBelow(values, Bound);
}
