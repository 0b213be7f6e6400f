namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>
/// Rule of several parts, the first being the core: reproduced where every part is, contradicted where the core is,
/// partial where the core is reproduced (or itself partial) and another part is not. Its figures are the core's.
/// </summary>
/// <param name="Rules">The parts, core first, each of a kind that can conclude.</param>
public sealed record CompositeRule(IReadOnlyList<Rule> Rules) : Rule
{
    public IReadOnlyList<Rule> Rules { get; } = Rules.Count > 0 && Rules.All(r => r.CanConclude)
        ? Rules
        : throw new ArgumentException(
            "A composite needs a core, and no part may be a measurement.", nameof(Rules));

    public override string Kind => "composite";

    public override IEnumerable<Quantity> Quantities => Rules.SelectMany(r => r.Quantities);

    public override IReadOnlyList<Rule> Parts => Rules;

    /// <summary>The core's presentation, as the figures are the core's.</summary>
    public override Presentation Presentation => Rules[0].Presentation with
    {
        Method = Sentence.Of(
            $"Reproduced where every part is, contradicted where the first part, the core, is; ",
            $"partial where the core is reproduced and another part is not."),
        Parts = new("Parts", "The primary reading, part by part", HasCore: true),
    };

    public override Differences Observe(IReadOnlyList<Replicate> replicates) =>
        Differences.Concat([.. Rules.Select(r => r.Observe(replicates))]);

    protected override Judgement Conclude(Differences differences, InferenceScope scope)
    {
        var parts = new List<Judgement>();
        var first = 0;
        foreach (var rule in Rules)
        {
            var count = rule.Quantities.Count();
            parts.Add(rule.Judge(differences.Part(first, count), scope));
            first += count;
        }

        var core = parts[0];
        var verdict = Combine([.. parts.Select(p => p.Verdict)]);
        return core with
        {
            Verdict = verdict,
            Expected = null,
            Fragile = parts.Exists(p => p.Fragile),
            Diverged = parts.Max(p => p.Diverged),
            OnThisTestSetOnly = verdict == Verdict.Reproduced
                ? parts.Exists(p => p.OnThisTestSetOnly)
                : core.OnThisTestSetOnly,
            Parts = parts,
            Notes = [.. core.Notes, .. parts.Skip(1).Where(p => p.Verdict != Verdict.Reproduced).Select(Note)],
        };
    }

    private static string Note(Judgement part) =>
        $"The {part.Kind} part is {part.Verdict.ToString().ToLowerInvariant()}: {part.Quantity}.";

    private static Verdict Combine(IReadOnlyList<Verdict> parts) => parts[0] switch
    {
        Verdict.Reproduced => parts.All(v => v == Verdict.Reproduced) ? Verdict.Reproduced : Verdict.Partial,
        Verdict.Partial => Verdict.Partial,
        Verdict.Contradicted => Verdict.Contradicted,
        _ => Verdict.Inconclusive,
    };
}
