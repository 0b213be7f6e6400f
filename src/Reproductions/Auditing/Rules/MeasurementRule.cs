namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>The document leaves the figure empty: the mean and its interval are the result, and nothing is judged.</summary>
public sealed record MeasurementRule(Quantity Quantity) : IntervalRule
{
    public override ClaimKind Kind => ClaimKind.Measurement;

    public override IEnumerable<Quantity> Quantities => [Quantity];

    protected internal override IReadOnlyList<Limit> Reproduced => [];

    protected internal override IReadOnlyList<Limit> Contradicted => [];

    /// <summary>Measured wherever one replicate is finite, however few; inconclusive otherwise.</summary>
    public override Judgement Judge(Differences differences, Generality generality)
    {
        var judgement = base.Judge(differences, generality);
        return judgement with { Verdict = judgement.Values.Count > 0 ? Verdict.Measured : Verdict.Inconclusive };
    }

    protected internal override double Unfavourable(double value) => 0;
}
