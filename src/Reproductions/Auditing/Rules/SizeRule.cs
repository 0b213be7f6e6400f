using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>
/// Rule that the mean difference is as large as published, within half: reproduced where [L, U] lies inside x ± x/2,
/// contradicted where the two are disjoint.
/// </summary>
/// <param name="Quantity">The paired difference, oriented so that larger favours the claim.</param>
/// <param name="Effect">x, the published difference, above 0; L &gt; x/2 then includes L &gt; 0.</param>
public sealed record SizeRule(Quantity Quantity, double Effect) : IntervalRule
{
    public double Effect { get; } = Require.Positive(Effect, nameof(Effect));

    public override string Kind => "size";

    public override IEnumerable<Quantity> Quantities => [Quantity];

    public override Presentation Presentation => new()
    {
        Method = Sentence.Of(
            $"Reproduced where the interval of the mean lies inside {Effect - Half} to {Effect + Half}, ",
            $"the published difference give or take half; contradicted where it lies wholly outside."),
        IsDifference = true,
        LargerFavours = true,
        Acceptance = new(Effect - Half, Effect + Half),
    };

    protected internal override IReadOnlyList<Limit> Reproduced =>
        [Limit.Above(Effect - Half), Limit.Below(Effect + Half)];

    protected internal override IReadOnlyList<Limit> Contradicted =>
        [Limit.Below(Effect - Half), Limit.Above(Effect + Half)];

    protected internal override double? ReportedMargin => Half;

    protected internal override double? PublishedMark => Effect;

    private double Half => Effect / 2;

    protected internal override double Unfavourable(double value) => Math.Abs(value - Effect);

    protected internal override Tipping TippingOf(IReadOnlyList<Interval> intervals) =>
        Tipping.Around(Effect, intervals[0]);
}
