using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>
/// Rule that a published figure could come from a single run like these: reproduced where its rounding interval meets
/// the 95 % prediction interval of one run and that interval is within ± the stated precision; contradicted where the
/// two are disjoint.
/// </summary>
/// <remarks>
/// Where every replicate draws its own split, the prediction interval stays s²(1 + 1/n): a published run on another
/// split of the same data shares the overlap with all of them, so it cancels from the difference. It was tested on the
/// same examples, so those do not vary either.
/// </remarks>
/// <param name="Quantity">The arm's figure.</param>
/// <param name="Published">The printed figure.</param>
/// <param name="Low">Least value that rounds to it.</param>
/// <param name="High">Greatest value that rounds to it. A single run in [Low, High] shows as much.</param>
/// <param name="Precision">
/// Largest half-width of the prediction interval, above 0, that still pins the figure down.
/// </param>
public sealed record PointRule(Quantity Quantity, double Published, double Low, double High, double Precision)
    : IntervalRule
{
    public double Precision { get; } = Require.Positive(Precision, nameof(Precision));

    public override string Kind => "point";

    public override IEnumerable<Quantity> Quantities => [Quantity];

    public override Presentation Presentation => new()
    {
        Method = Sentence.Of(
            $"Reproduced where the 95 % prediction interval of a single run meets {Low} to {High}, which rounds to ",
            $"the published figure, and is no wider than ± {Precision}; contradicted where it lies wholly outside."),
        Interval = "where 95 % of single runs fall",
        SingleRuns = "round to the published figure",
    };

    protected internal override IReadOnlyList<Limit> Reproduced => [];

    protected internal override IReadOnlyList<Limit> Contradicted =>
        [Limit.Below(Rounding.Lower), Limit.Above(Rounding.Upper)];

    protected internal override double? ReportedMargin => Precision;

    protected internal override double? PublishedMark => Published;

    protected internal override bool IsOfMean => false;

    // 95 % of single runs, at every look.
    protected internal override double TailOf(double level) => 0.025;

    private Interval Rounding { get; } =
        Require.Finite(Low, nameof(Low)) <= Require.Finite(Published, nameof(Published))
        && Published <= Require.Finite(High, nameof(High))
            ? new(Low, High)
            : throw new ArgumentException(
                $"The published figure {Published} is outside its rounding interval [{Low}, {High}].",
                    nameof(Published));

    protected internal override double Unfavourable(double value) => Math.Abs(value - Published);

    protected internal override bool ShowsAsMuch(double value) => Rounding.Contains(value);

    protected internal override Estimate EstimateOf(Summary sample, InferenceScope scope) =>
        Estimate.OfOneMore(sample);

    protected internal override Verdict ByInterval(Interval interval) =>
        interval.Meets(Rounding) && interval.HalfWidth <= Precision ? Verdict.Reproduced : base.ByInterval(interval);

    protected internal override Tipping? TippingOf(IReadOnlyList<Interval> intervals) =>
        intervals[0].Meets(Rounding) ? new(intervals[0].HalfWidth, null) : null;
}
