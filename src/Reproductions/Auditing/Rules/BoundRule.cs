namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>The mean is at most <paramref name="Bound"/>: reproduced where U &lt; b, contradicted where L &gt; b.</summary>
/// <param name="Quantity">The quantity itself; smaller favours the claim.</param>
/// <param name="Bound">b, in the quantity's unit.</param>
/// <param name="Published">The published figure of the quantity; null: none. A single run shows as much when it is at most that.</param>
public sealed record BoundRule(Quantity Quantity, double Bound, double? Published = null) : IntervalRule
{
    public double Bound { get; } = Require.Finite(Bound, nameof(Bound));

    public double? Published { get; } = Require.Finite(Published, nameof(Published));

    public override ClaimKind Kind => ClaimKind.Bound;

    public override IEnumerable<Quantity> Quantities => [Quantity];

    protected internal override IReadOnlyList<Limit> Reproduced => [Limit.Below(Bound)];

    protected internal override IReadOnlyList<Limit> Contradicted => [Limit.Above(Bound)];

    protected internal override double? Yardstick => Bound;

    protected internal override double? Mark => Published;

    protected internal override double Unfavourable(double value) => value;

    protected internal override bool ShowsAsMuch(double value) => value <= Published;
}
