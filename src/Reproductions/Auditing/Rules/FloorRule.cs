using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>
/// Rule that the mean is at least <paramref name="Bound"/>: reproduced where L &gt; b, contradicted where U &lt; b.
/// </summary>
/// <param name="Quantity">The quantity; larger favours the claim.</param>
/// <param name="Bound">b, in the quantity's unit.</param>
/// <param name="Published">
/// The quantity's published figure; null: none. A single run shows as much when it is not below it.
/// </param>
public sealed record FloorRule(Quantity Quantity, double Bound, double? Published = null) : IntervalRule
{
    public double Bound { get; } = Require.Finite(Bound, nameof(Bound));

    public double? Published { get; } = Require.Finite(Published, nameof(Published));

    public override string Kind => "floor";

    public override IEnumerable<Quantity> Quantities => [Quantity];

    public override Presentation Presentation => new()
    {
        Method = Sentence.Of(
            $"Reproduced where the interval of the mean lies above {Bound}, contradicted where it lies below."),
        IsDifference = Quantity.IsDifference,
        LargerFavours = true,
        Acceptance = new(Bound, null),
        SingleRuns = "would have shown the published figure or more",
    };

    protected internal override IReadOnlyList<Limit> Reproduced => [Limit.Above(Bound)];

    protected internal override IReadOnlyList<Limit> Contradicted => [Limit.Below(Bound)];

    protected internal override double? ReportedMargin => Bound;

    protected internal override double? PublishedMark => Published;

    protected internal override double Unfavourable(double value) => -value;
}
