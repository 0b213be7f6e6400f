using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>
/// Rule that every check holds in every replicate: reproduced where all hold, contradicted where any fails, at any n. A
/// diverged replicate has no number to check, so it prevents reproduction but contradicts nothing.
/// </summary>
/// <param name="Checks">At least one; the first gives the estimate.</param>
public sealed record ExactRule(IReadOnlyList<ExactCheck> Checks) : Rule
{
    public IReadOnlyList<ExactCheck> Checks { get; } = Checks.Count > 0
        ? Checks
        : throw new ArgumentException("An exact claim needs at least one check.", nameof(Checks));

    public override string Kind => "exact";

    public override IEnumerable<Quantity> Quantities => Checks.Select(c => c.Quantity);

    public override Presentation Presentation => new()
    {
        Method = Sentence.Of(
            $"Reproduced where every check holds in every replicate ",
            $"({string.Join("; ", Checks.Select(c => c.Expected).Distinct())}), contradicted where one fails in any."),
        Interval = null,
        Parts = new("Checks", "Every one must hold"),
    };

    protected override Judgement Conclude(Differences differences, InferenceScope scope, double level)
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

    private Judgement Judge(ExactCheck check, Sample sample)
    {
        var values = sample.Columns[0];
        var failed = Array.FindIndex(values, v => !check.Holds(v));
        return new()
        {
            Kind = Kind,
            Presentation = Presentation,
            Verdict = failed >= 0 ? Verdict.Contradicted
                : sample.Diverged == 0 && sample.N > 0 ? Verdict.Reproduced
                : Verdict.Inconclusive,
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
            notes.Add(
                $"{quantity.Name}: {sample.Diverged} of {sample.N} replicates diverged and have no number to check.");
        }

        if (values.Length > 0 && values.Min() < values.Max())
        {
            notes.Add(
                $"{quantity.Name}: differs between replicates, from {values.Min()} to {values.Max()}; "
                + "the first failing value is shown, or else the first.");
        }

        return notes;
    }
}
