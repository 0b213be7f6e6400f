namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>The mean difference favours the claim: reproduced where L &gt; 0, contradicted where U &lt; 0.</summary>
/// <param name="Quantity">The paired difference, oriented so that larger favours the claim.</param>
/// <param name="PublishedEffect">The published difference, oriented the same way; null: none.</param>
public sealed record DirectionRule(Quantity Quantity, double? PublishedEffect = null) : IntervalRule
{
    public double? PublishedEffect { get; } = Require.Finite(PublishedEffect, nameof(PublishedEffect));

    public override ClaimKind Kind => ClaimKind.Direction;

    public override IEnumerable<Quantity> Quantities => [Quantity];

    protected internal override IReadOnlyList<Limit> Reproduced => [Limit.Above(0)];

    protected internal override IReadOnlyList<Limit> Contradicted => [Limit.Below(0)];

    protected internal override double? Mark => PublishedEffect;

    protected internal override double Unfavourable(double value) => -value;
}
