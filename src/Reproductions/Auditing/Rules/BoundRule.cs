using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>
/// Rule that the mean is at most <paramref name="Bound"/>: reproduced where U &lt; b, contradicted where L &gt; b.
/// </summary>
/// <param name="Quantity">The quantity; smaller favours the claim.</param>
/// <param name="Bound">b, in the quantity's unit.</param>
/// <param name="Published">
/// The quantity's published figure; null: none. A single run shows as much when it does not exceed it.
/// </param>
public sealed record BoundRule(Quantity Quantity, double Bound, double? Published = null) : IntervalRule
{
    public double Bound { get; } = Require.Finite(Bound, nameof(Bound));

    public double? Published { get; } = Require.Finite(Published, nameof(Published));

    public override string Kind => "bound";

    public override IEnumerable<Quantity> Quantities => [Quantity];

    public override Presentation Presentation => new()
    {
        Method = Sentence.Of(
            $"Reproduced where the interval of the mean lies below {Bound}, contradicted where it lies above."),
        IsDifference = Quantity.IsDifference,
        Acceptance = new(null, Bound),
        SingleRuns = "would have shown the published figure or less",
    };

    protected internal override IReadOnlyList<Limit> Reproduced => [Limit.Below(Bound)];

    protected internal override IReadOnlyList<Limit> Contradicted => [Limit.Above(Bound)];

    protected internal override double? ReportedMargin => Bound;

    protected internal override double? PublishedMark => Published;

    protected internal override double Unfavourable(double value) => value;

    protected internal override Tipping TippingOf(IReadOnlyList<Interval> intervals) =>
        new(intervals[0].Upper, intervals[0].Lower);

    protected internal override bool ShowsAsMuch(double value) => value <= Published;
}
