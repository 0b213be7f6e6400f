using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>
/// Rule of several parts, the first being the core: reproduced where every part is; contradicted where the core is, or
/// where the core is inconclusive and a part is contradicted after Holm's correction over the parts; partial where the
/// core is reproduced (or itself partial) and another part is not. Its figures are the core's, its p the largest of the
/// parts', since all must hold.
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
            $"Reproduced where every part is; contradicted where the first part, the core, is, or where it is ",
            $"inconclusive and another part is contradicted after Holm’s correction; partial where the core is ",
            $"reproduced and another part is not."),
        Parts = new("Parts", "Part by part", HasCore: true),
    };

    public override Differences Observe(IReadOnlyList<Replicate> replicates, IReadOnlyList<int> looks) =>
        Differences.Concat([.. Rules.Select(r => r.Observe(replicates, looks))]);

    protected override Judgement Conclude(Differences differences, InferenceScope scope, double level)
    {
        var parts = PartsOf(differences).Select(p => p.Rule.Judge(p.Differences, scope, level)).ToList();
        var verdict = Combine(parts, level);
        return parts[0] with
        {
            Verdict = verdict,
            Level = level,
            Expected = null,
            PValue = parts.Max(p => p.PValue),
            PFlip = parts.Max(p => p.PFlip),
            PAgainst = parts.Exists(p => p.PAgainst is not null)
                ? Math.Min(parts[0].PAgainst ?? 1, Adjusted(parts).Min())
                : null,
            Power = JointPower(parts),
            Detectable = parts.Select(p => p.Quantity).Distinct().Count() == 1 ? parts.Max(p => p.Detectable) : null,
            Tipping = null,
            Fragile = verdict is Verdict.Inconclusive or Verdict.Partial && parts.Exists(p => p.Fragile),
            Diverged = parts.Max(p => p.Diverged),
            SeedsOnly = parts.Exists(p => p.SeedsOnly),
            OnThisTestSet = parts.Exists(p => p.OnThisTestSet is not null)
                ? Combine([.. parts.Select(OnThisTestSetAlone)], level)
                : null,
            Parts = parts,
            Notes = [.. parts[0].Notes, .. parts.Skip(1).Where(p => p.Verdict != Verdict.Reproduced).Select(Note)],
        };
    }

    /// <summary>
    /// A lower bound of the power of reproducing every part, whatever their dependence; null where a part that weighs
    /// seeds has none.
    /// </summary>
    private static double? JointPower(List<Judgement> parts)
    {
        var weighed = parts.Where(p => p.PValue is not null).ToList();
        return weighed.Count == 0 || weighed.Exists(p => p.Power is null) ? null
            : Math.Max(0, weighed.Sum(p => p.Power!.Value) - (weighed.Count - 1));
    }

    private static Judgement OnThisTestSetAlone(Judgement part) => part with
    {
        Verdict = part.OnThisTestSet ?? part.Verdict,
        PAgainst = part.PAgainstOnThisTestSet ?? part.PAgainst,
    };

    /// <summary>The parts, each with its own columns.</summary>
    internal IEnumerable<(Rule Rule, Differences Differences)> PartsOf(Differences differences)
    {
        var first = 0;
        foreach (var rule in Rules)
        {
            var count = rule.Quantities.Count();
            yield return (rule, differences.Part(first, count));
            first += count;
        }
    }

    private static string Note(Judgement part) =>
        $"The {part.Kind} part is {part.Verdict.ToString().ToLowerInvariant()}: {part.Quantity}.";

    private static Verdict Combine(IReadOnlyList<Judgement> parts, double level) => parts[0].Verdict switch
    {
        Verdict.Reproduced =>
            parts.All(p => p.Verdict == Verdict.Reproduced) ? Verdict.Reproduced : Verdict.Partial,
        Verdict.Inconclusive => IsRefuted(parts, level) ? Verdict.Contradicted : Verdict.Inconclusive,
        var core => core,
    };

    /// <summary>Whether a part stays contradicted after Holm's correction over the parts that can be.</summary>
    private static bool IsRefuted(IReadOnlyList<Judgement> parts, double level)
    {
        var adjusted = Adjusted(parts);
        return parts.Zip(adjusted).Any(p => p.First.Verdict == Verdict.Contradicted && p.Second <= level);
    }

    private static double[] Adjusted(IReadOnlyList<Judgement> parts) =>
        Holm.Adjust([.. parts.Select(p => p.PAgainst ?? (p.Verdict == Verdict.Contradicted ? 0 : 1))]);
}
