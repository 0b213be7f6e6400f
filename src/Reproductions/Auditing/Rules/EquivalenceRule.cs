using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>
/// Rule that the mean difference is negligible: reproduced where [L, U] lies inside ±Δ, contradicted where the two are
/// disjoint.
/// </summary>
/// <param name="Quantity">The paired difference.</param>
/// <param name="Margin">Δ, above 0, in the quantity's unit.</param>
/// <param name="PublishedEffect">
/// The published difference; null: none. A single run shows as much when its difference lies as far to that side; for
/// 0, within the margin.
/// </param>
public sealed record EquivalenceRule(Quantity Quantity, double Margin, double? PublishedEffect = null) : IntervalRule
{
    public double Margin { get; } = Require.Positive(Margin, nameof(Margin));

    public double? PublishedEffect { get; } = Require.Finite(PublishedEffect, nameof(PublishedEffect));

    public override string Kind => "equivalence";

    public override IEnumerable<Quantity> Quantities => [Quantity];

    public override Presentation Presentation => new()
    {
        Method = Sentence.Of(
            $"Reproduced where the interval of the mean lies inside {-Margin} to {Margin}, ",
            $"contradicted where it lies wholly outside."),
        IsDifference = true,
        Acceptance = new(-Margin, Margin),
        SingleRuns = PublishedEffect == 0
            ? "would have shown no difference beyond the margin"
            : "would have shown the published effect or more",
    };

    protected internal override IReadOnlyList<Limit> Reproduced => [Limit.Above(-Margin), Limit.Below(Margin)];

    protected internal override IReadOnlyList<Limit> Contradicted => [Limit.Below(-Margin), Limit.Above(Margin)];

    protected internal override double? ReportedMargin => Margin;

    protected internal override double? PublishedMark => PublishedEffect;

    protected internal override bool ShowsAsMuch(double value) => PublishedEffect switch
    {
        0 => Math.Abs(value) <= Margin,
        < 0 => value <= PublishedEffect,
        _ => value >= PublishedEffect,
    };

    protected internal override double Unfavourable(double value) => Math.Abs(value);

    protected internal override Tipping TippingOf(IReadOnlyList<Interval> intervals) =>
        Tipping.Around(0, intervals[0]);
}
