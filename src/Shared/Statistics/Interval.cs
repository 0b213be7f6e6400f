namespace Pruning.Shared.Statistics;

/// <summary>A closed interval; its ends may be infinite, never NaN.</summary>
public sealed record Interval(double Lower, double Upper)
{
    public double HalfWidth => (Upper / 2) - (Lower / 2);

    /// <summary>Gets whether the two intervals have a point in common.</summary>
    public bool Meets(Interval other) => Lower <= other.Upper && other.Lower <= Upper;

    public bool Contains(double value) => Lower <= value && value <= Upper;
}
