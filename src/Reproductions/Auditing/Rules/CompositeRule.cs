using Pruning.Reproductions.Studies;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>
/// Several parts, the first of them the core: reproduced where every part is, contradicted where the core is, partial where the core is reproduced (or is itself
/// partial) and not all else is. Its figures are its core's.
/// </summary>
/// <param name="Rules">The parts, core first, of any kind but measurement.</param>
public sealed record CompositeRule(IReadOnlyList<Rule> Rules) : Rule
{
    public IReadOnlyList<Rule> Rules { get; } = Rules.Count > 0 && Rules.All(r => r is not MeasurementRule)
        ? Rules
        : throw new ArgumentException("A composite needs a core, and parts that can be judged: no measurement.", nameof(Rules));

    public override ClaimKind Kind => ClaimKind.Composite;

    public override IEnumerable<Quantity> Quantities => Rules.SelectMany(r => r.Quantities);

    /// <inheritdoc/>
    public override Differences Observe(IReadOnlyList<Replicate> replicates) => Differences.Concat([.. Rules.Select(r => r.Observe(replicates))]);

    public override Judgement Judge(Differences differences, Generality generality)
    {
        var parts = new List<Judgement>();
        var first = 0;
        foreach (var rule in Rules)
        {
            var count = rule.Quantities.Count();
            parts.Add(rule.Judge(differences.Part(first, count), generality));
            first += count;
        }

        var core = parts[0];
        var verdict = Combine([.. parts.Select(p => p.Verdict)]);
        return core with
        {
            Kind = ClaimKind.Composite,
            Verdict = verdict,
            Expected = null,
            Fragile = parts.Exists(p => p.Fragile),
            Diverged = parts.Max(p => p.Diverged),
            OnThisTestSetOnly = verdict == Verdict.Reproduced ? parts.Exists(p => p.OnThisTestSetOnly) : core.OnThisTestSetOnly,
            Parts = parts,
            Notes = [.. core.Notes, .. parts.Skip(1).Where(p => p.Verdict != Verdict.Reproduced).Select(p => $"The part on {p.Kind.ToString().ToLowerInvariant()} is {p.Verdict.ToString().ToLowerInvariant()}: {p.Quantity}.")],
        };
    }

    private static Verdict Combine(IReadOnlyList<Verdict> parts) => parts[0] switch
    {
        Verdict.Reproduced => parts.All(v => v == Verdict.Reproduced) ? Verdict.Reproduced : Verdict.Partial,
        Verdict.Partial => Verdict.Partial,
        Verdict.Contradicted => Verdict.Contradicted,
        _ => Verdict.Inconclusive,
    };
}
