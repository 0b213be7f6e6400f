namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>
/// Rule that the mean difference favours the claim: reproduced where L &gt; 0, contradicted where U &lt; 0.
/// </summary>
/// <param name="Quantity">The paired difference, oriented so that larger favours the claim.</param>
/// <param name="PublishedEffect">The published difference, oriented the same way; null: none.</param>
public sealed record DirectionRule(Quantity Quantity, double? PublishedEffect = null) : IntervalRule
{
    public double? PublishedEffect { get; } = Require.Finite(PublishedEffect, nameof(PublishedEffect));

    public override string Kind => "direction";

    public override IEnumerable<Quantity> Quantities => [Quantity];

    public override Presentation Presentation => new()
    {
        Method = Sentence.Of(
            $"Reproduced where the 90 % interval of the mean lies above 0, contradicted where it lies below."),
        IsDifference = true,
        LargerFavours = true,
    };

    protected internal override IReadOnlyList<Limit> Reproduced => [Limit.Above(0)];

    protected internal override IReadOnlyList<Limit> Contradicted => [Limit.Below(0)];

    protected internal override double? PublishedMark => PublishedEffect;

    protected internal override double Unfavourable(double value) => -value;
}
