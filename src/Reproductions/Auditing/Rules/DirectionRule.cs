using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>
/// Rule that the mean difference favours the claim: reproduced where L &gt; 0, contradicted where U &lt; 0, negligible
/// where it is shown to be both above 0 and below the smallest effect of interest.
/// </summary>
/// <param name="Quantity">The paired difference, oriented so that larger favours the claim.</param>
/// <param name="PublishedEffect">The published difference, oriented the same way; null: none.</param>
/// <param name="OfInterest">The smallest effect of interest δ₀, 0 or more; 0: every effect is.</param>
public sealed record DirectionRule(Quantity Quantity, double? PublishedEffect = null, double OfInterest = 0)
    : IntervalRule
{
    public double OfInterest { get; } = OfInterest == 0 ? 0 : Require.Positive(OfInterest, nameof(OfInterest));

    public double? PublishedEffect { get; } = Require.Finite(PublishedEffect, nameof(PublishedEffect));

    public override string Kind => "direction";

    public override IEnumerable<Quantity> Quantities => [Quantity];

    public override Presentation Presentation => new()
    {
        Method = OfInterest == 0
            ? Sentence.Of($"Reproduced where the interval of the mean lies above 0, contradicted where it lies below.")
            : Sentence.Of(
                $"Reproduced where the interval of the mean lies above 0, contradicted where it lies below; ",
                $"negligible where it lies between 0 and {OfInterest}, the smallest effect of interest."),
        IsDifference = true,
        LargerFavours = true,
    };

    protected internal override IReadOnlyList<Limit> Reproduced => [Limit.Above(0)];

    protected internal override IReadOnlyList<Limit> Contradicted => [Limit.Below(0)];

    protected internal override IReadOnlyList<Limit> Negligible =>
        OfInterest == 0 ? [] : [Limit.Above(0), Limit.Below(OfInterest)];

    protected internal override double? PublishedMark => PublishedEffect;

    protected internal override double Unfavourable(double value) => -value;

    // As the margin of an allowed loss, hence below 0 where a gain of that size could be demanded.
    protected internal override Tipping TippingOf(IReadOnlyList<Interval> intervals) =>
        new(-intervals[0].Lower, -intervals[0].Upper);
}
