namespace Pruning.Reproductions.Auditing;

/// <summary>
/// Judges a claim by the metrics of a reading's replicates, and says how its judgements are shown. A new rule is one
/// class: reports, <c>explain</c> and the expected files take all that they need from here.
/// </summary>
public abstract record Rule
{
    /// <summary>Version of the verdict rules as a whole; a change of any rule raises it.</summary>
    public const int Version = 1;

    /// <summary>The rule's name, lower case, as in JSON and in print: <c>equivalence</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The quantities that the rule looks at.</summary>
    public abstract IEnumerable<Quantity> Quantities { get; }

    /// <summary>How the judgements of this rule are shown.</summary>
    public abstract Presentation Presentation { get; }

    /// <summary>The rules that this one combines; none: it stands alone.</summary>
    public virtual IReadOnlyList<Rule> Parts => [];

    /// <summary>Whether the rule can say that a claim is reproduced or contradicted.</summary>
    public virtual bool CanConclude => true;

    /// <summary>Judges <paramref name="replicates"/>, one per seed.</summary>
    public Judgement Judge(IReadOnlyList<Replicate> replicates, InferenceScope scope) =>
        Judge(Observe(replicates), scope);

    /// <summary>
    /// Reads the quantities from <paramref name="replicates"/>: all that
    /// <see cref="Judge(Differences, InferenceScope)"/> looks at.
    /// </summary>
    public virtual Differences Observe(IReadOnlyList<Replicate> replicates) =>
        Differences.Of(replicates, [.. Quantities]);

    /// <summary>Judges the values of the quantities.</summary>
    /// <param name="differences">Of this rule, see <see cref="Differences.AreOf"/>.</param>
    public Judgement Judge(Differences differences, InferenceScope scope) =>
        Conclude(differences, scope) with { Kind = Kind, Presentation = Presentation };

    /// <summary>Draws the verdict; its kind and presentation are filled in afterwards.</summary>
    protected abstract Judgement Conclude(Differences differences, InferenceScope scope);
}
