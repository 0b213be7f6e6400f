using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>A number that must come out as stated, in every replicate.</summary>
/// <param name="Quantity">The number.</param>
/// <param name="Expected">What is expected, in words (<c>333</c>, <c>above 30 %</c>).</param>
/// <param name="Holds">Whether an observed number is as expected; asked of finite numbers only.</param>
public sealed record ExactCheck(Quantity Quantity, string Expected, Func<double, bool> Holds);

/// <summary>
/// Every check holds in every replicate: reproduced; some check fails in some replicate: contradicted; at any n. A diverged replicate has no number to check,
/// so it stands in the way of reproducing and contradicts nothing.
/// </summary>
/// <param name="Checks">At least one; the first gives the estimate.</param>
public sealed record ExactRule(IReadOnlyList<ExactCheck> Checks) : Rule
{
    public IReadOnlyList<ExactCheck> Checks { get; } = Checks.Count > 0 ? Checks : throw new ArgumentException("An exact claim needs at least one check.", nameof(Checks));

    public override ClaimKind Kind => ClaimKind.Exact;

    public override IEnumerable<Quantity> Quantities => Checks.Select(c => c.Quantity);

    public override Judgement Judge(Differences differences, Generality generality)
    {
        var parts = Checks.Select((c, i) => Judge(c, Sample.Of(differences.Part(i, 1)))).ToList();
        var verdicts = parts.ConvertAll(p => p.Verdict);
        return parts[0] with
        {
            Verdict = verdicts.Contains(Verdict.Contradicted) ? Verdict.Contradicted
                : verdicts.TrueForAll(v => v == Verdict.Reproduced) ? Verdict.Reproduced
                : Verdict.Inconclusive,
            Diverged = parts.Max(p => p.Diverged),
            Parts = parts,
            Notes = [.. parts.SelectMany(p => p.Notes).Distinct()],
        };
    }

    private static Judgement Judge(ExactCheck check, Sample sample)
    {
        var values = sample.Columns[0];
        var failed = Array.FindIndex(values, v => !check.Holds(v));
        return new()
        {
            Kind = ClaimKind.Exact,
            Verdict = failed >= 0 ? Verdict.Contradicted : sample.Diverged == 0 && sample.N > 0 ? Verdict.Reproduced : Verdict.Inconclusive,
            N = sample.N,
            Quantity = check.Quantity.Name,
            Expected = check.Expected,
            Estimate = values.Length == 0 ? null : values[Math.Max(failed, 0)],
            Sd = values.Length >= 2 && Summary.Of(values).Sd is var sd && double.IsFinite(sd) ? sd : null,
            Diverged = sample.Diverged,
            Values = values,
            Notes = Notes(check.Quantity, sample),
        };
    }

    private static List<string> Notes(Quantity quantity, Sample sample)
    {
        var values = sample.Columns[0];
        var notes = new List<string>();
        if (sample.N == 0)
        {
            notes.Add("No replicate was run.");
        }

        if (sample.Diverged > 0)
        {
            notes.Add($"{quantity.Name}: {sample.Diverged} of {sample.N} replicates diverged and have no number to check.");
        }

        if (values.Length > 0 && values.Min() < values.Max())
        {
            notes.Add($"{quantity.Name}: differs between replicates, from {values.Min()} to {values.Max()}; shown is the first that fails, or else the first.");
        }

        return notes;
    }
}
