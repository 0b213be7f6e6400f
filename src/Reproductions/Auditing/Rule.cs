namespace Pruning.Reproductions.Auditing;

/// <summary>
/// Rule that judges a claim by the metrics of a reading's replicates. A new rule is one class: reports, <c>explain</c>
/// and expected files take everything from here.
/// </summary>
public abstract record Rule
{
    /// <summary>Version of all verdict rules; a change of any rule raises it.</summary>
    public const int Version = 1;

    /// <summary>The rule's name in JSON and in print, lower case: <c>equivalence</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The quantities that the rule judges.</summary>
    public abstract IEnumerable<Quantity> Quantities { get; }

    /// <summary>How the rule's judgements are shown.</summary>
    public abstract Presentation Presentation { get; }

    /// <summary>The rules that this one combines; empty where it stands alone.</summary>
    public virtual IReadOnlyList<Rule> Parts => [];

    /// <summary>Whether the rule can conclude reproduced or contradicted.</summary>
    public virtual bool CanConclude => true;

    /// <summary>Judges <paramref name="replicates"/>, one per seed.</summary>
    public Judgement Judge(IReadOnlyList<Replicate> replicates, InferenceScope scope) =>
        Judge(Observe(replicates), scope);

    /// <summary>
    /// Computes the quantities of <paramref name="replicates"/>, the only input of <see cref="Judge(Differences,
    /// InferenceScope)"/>.
    /// </summary>
    public virtual Differences Observe(IReadOnlyList<Replicate> replicates) =>
        Differences.Of(replicates, [.. Quantities]);

    /// <summary>Judges the values of the quantities.</summary>
    /// <param name="differences">Values of this rule's quantities, see <see cref="Differences.AreOf"/>.</param>
    public Judgement Judge(Differences differences, InferenceScope scope) =>
        Conclude(differences, scope) with { Kind = Kind, Presentation = Presentation };

    /// <summary>Draws the verdict; the caller sets kind and presentation.</summary>
    protected abstract Judgement Conclude(Differences differences, InferenceScope scope);
}
