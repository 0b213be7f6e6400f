namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>
/// Rule for a figure that the document leaves empty: the mean and its interval are the result; nothing is judged.
/// </summary>
/// <param name="Quantity">The figure.</param>
public sealed record MeasurementRule(Quantity Quantity) : IntervalRule
{
    public override string Kind => "measurement";

    public override IEnumerable<Quantity> Quantities => [Quantity];

    public override Presentation Presentation => new()
    {
        Method = Sentence.Of($"Nothing is judged: the document gives no figure, and the mean is the result."),
    };

    public override bool CanConclude => false;

    protected internal override IReadOnlyList<Limit> Reproduced => [];

    protected internal override IReadOnlyList<Limit> Contradicted => [];

    protected internal override double Unfavourable(double value) => 0;

    /// <summary>Measured with at least one finite replicate, else inconclusive.</summary>
    protected override Judgement Conclude(Differences differences, InferenceScope scope, double level)
    {
        // Nothing is tested, so an early look needs no wider interval.
        var judgement = base.Conclude(differences, scope, Level);
        return judgement with
        {
            Level = null,
            OnThisTestSet = null,
            Verdict = judgement.Estimate is not null ? Verdict.Measured : Verdict.Inconclusive,
        };
    }
}
