using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing;

/// <summary>
/// Rule that judges a claim by the metrics of a reading's replicates. A new rule is one class: reports, <c>explain</c>
/// and expected files take everything from here.
/// </summary>
public abstract record Rule
{
    /// <summary>Version of all verdict rules; a change of any rule raises it.</summary>
    public const int Version = 2;

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

    /// <summary>Level of every one-sided test of a fixed number of replicates, and of all looks together.</summary>
    public const double Level = 0.025;

    /// <summary>Judges <paramref name="replicates"/>, one per seed, all at once.</summary>
    public Judgement Judge(IReadOnlyList<Replicate> replicates, InferenceScope scope) =>
        Judge(Observe(replicates, [replicates.Count]), scope, Level);

    /// <summary>
    /// Computes the quantities of <paramref name="replicates"/>, the only input of <see cref="Judge(Differences,
    /// InferenceScope, double)"/>.
    /// </summary>
    /// <param name="looks">Numbers of replicates after which they are judged, ascending; the last is all.</param>
    public virtual Differences Observe(IReadOnlyList<Replicate> replicates, IReadOnlyList<int> looks) =>
        Differences.Of(replicates, [.. Quantities], looks);

    /// <summary>Judges the values of the quantities at their last look.</summary>
    /// <param name="differences">Values of this rule's quantities, see <see cref="Differences.AreOf"/>.</param>
    /// <param name="level">Level of every one-sided test.</param>
    public Judgement Judge(Differences differences, InferenceScope scope, double level) =>
        Conclude(differences, scope, level) with
        {
            Kind = Kind,
            Presentation = Presentation,
            N = differences.Seeds.Count,
        };

    /// <summary>Judges the values look by look, up to the first that concludes.</summary>
    /// <param name="differences">Values with the looks that were reached.</param>
    /// <param name="looks">All registered looks.</param>
    public Judgement Judge(Differences differences, InferenceScope scope, IReadOnlyList<int> looks)
    {
        var levels = ErrorSpending.Levels(looks, Level);
        var taken = new List<Look>();
        for (var i = 0; ; i++)
        {
            var judgement = Judge(differences.At(i), scope, levels[i]);
            taken.Add(new(judgement.N, levels[i], judgement.Verdict, judgement.DecidingLower,
                judgement.DecidingUpper));
            if (judgement.IsConcluded || i == differences.Looks.Count - 1)
            {
                return judgement with
                {
                    Looks = taken,
                    SameAgain = SameAgain.Of(this, differences.At(i), scope, looks, judgement),
                };
            }
        }
    }

    /// <summary>Draws the verdict; the caller sets kind and presentation.</summary>
    protected abstract Judgement Conclude(Differences differences, InferenceScope scope, double level);
}
