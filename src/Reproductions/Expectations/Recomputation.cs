namespace Pruning.Reproductions.Expectations;

/// <summary>Recomputes an accepted audit's figures from its values by seed, without training or a ledger.</summary>
public static class Recomputation
{
    /// <summary>
    /// Relative error allowed: the last digits of quantiles depend on the system's exponential and logarithm.
    /// </summary>
    public const double Tolerance = 1e-9;

    /// <summary>The same for figures found by a search for a root.</summary>
    private const double QuantileTolerance = 1e-6;

    /// <summary>
    /// The same for a probability that is the share of drawn audits, a few of which may lie on an edge.
    /// </summary>
    private const double DrawnTolerance = 0.01;

    /// <summary>Judges the accepted values by the claim's rule under the registered protocol.</summary>
    /// <exception cref="AuditException">The values are of another rule's quantities.</exception>
    public static Judgement Of(Claim claim, AuditPart audit) => Judge(claim, claim.Readings[0], audit.Differences);

    /// <summary>
    /// Figures that differ from the accepted ones; empty: all agree. Corrections across a document are not compared.
    /// </summary>
    public static IReadOnlyList<Difference> ChangedArms(Claim claim, AuditPart audit)
    {
        var found = Of(claim, audit);
        var differences = new List<Difference>();
        Same("kind", audit.Kind, found.Kind);
        Same("verdict", audit.Verdict,
            found.Verdict == Verdict.Contradicted && audit.HangsOn.Count > 0 ? Verdict.HangsOn : found.Verdict);
        Same("n", audit.N, found.N);
        Same("fragile", audit.Fragile, found.Fragile);
        Same("diverged", audit.Diverged, found.Diverged);
        Same("onThisTestSet", audit.OnThisTestSet, found.OnThisTestSet);
        Same("looks", Text(audit.Looks), Text(found.Looks));
        Near("estimate", audit.Estimate, found.Estimate);
        Near("lower", audit.Lower, found.Lower);
        Near("upper", audit.Upper, found.Upper);
        Near("crossedLower", audit.CrossedLower, found.CrossedLower);
        Near("crossedUpper", audit.CrossedUpper, found.CrossedUpper);
        Near("sd", audit.Sd, found.Sd);
        Near("margin", audit.Margin, found.Margin);
        Near("pValue", audit.PValue, found.PValue);
        Near("pFlip", audit.PFlip, found.PFlip);
        Near("pAgainst", audit.PAgainst, found.PAgainst);
        Near("power", audit.Power, found.Power, QuantileTolerance);
        Near("detectable", audit.Detectable, found.Detectable, QuantileTolerance);
        Near("tipping", audit.Tipping?.ReproducedAbove, found.Tipping?.ReproducedAbove);
        Near("tipping", audit.Tipping?.ContradictedBelow, found.Tipping?.ContradictedBelow);
        if (Math.Abs((audit.SameAgain ?? -1) - (found.SameAgain ?? -1)) > DrawnTolerance)
        {
            differences.Add(new("sameAgain", Text(audit.SameAgain), Text(found.SameAgain)));
        }

        Near("publishedPercentile", audit.PublishedPercentile, found.PublishedPercentile);
        Near("singleRunShare", audit.SingleRunShare, found.SingleRunShare);
        foreach (var other in audit.Unstated)
        {
            var reading = claim.Readings.SingleOrDefault(r => r.Id == other.Reading);
            Same(other.Reading, (Verdict?)other.Verdict, reading is null ? (Verdict?)null
                : Judge(claim, reading, other.Differences).Verdict);
        }

        Same("hangsOn", string.Join(' ', audit.HangsOn), string.Join(' ', found.Verdict != Verdict.Contradicted ? []
            : audit.Unstated.Where(u => u.Verdict == Verdict.Reproduced).Select(u => u.Reading)));
        return differences;

        void Same<T>(string what, T accepted, T now)
        {
            if (!EqualityComparer<T>.Default.Equals(accepted, now))
            {
                differences.Add(new(what, $"{accepted}", $"{now}"));
            }
        }

        void Near(string what, double? accepted, double? now, double tolerance = Tolerance)
        {
            if (!IsNear(accepted, now, tolerance))
            {
                differences.Add(new(what, Text(accepted), Text(now)));
            }
        }
    }

    /// <summary>P values that differ after Holm's correction across the claims of one document.</summary>
    public static IReadOnlyList<Difference> MovedAcross(IReadOnlyList<(Claim Claim, AuditPart Audit)> document) =>
        [.. HolmAcross.Adjust([.. document.Select(d => Of(d.Claim, d.Audit))]).Zip(document).SelectMany(pair => new[]
        {
            (Name: "pHolm", Accepted: pair.Second.Audit.PHolm, Now: pair.First.PHolm),
            (Name: "pAgainstHolm", Accepted: pair.Second.Audit.PAgainstHolm, Now: pair.First.PAgainstHolm),
        }
        .Where(p => !IsNear(p.Accepted, p.Now))
        .Select(p => new Difference($"{pair.Second.Claim.Id} {p.Name}", Text(p.Accepted), Text(p.Now))))];

    private static Judgement Judge(Claim claim, Reading reading, Differences differences)
    {
        var rule = claim.RuleFor(reading);
        return differences.AreOf(rule)
            && differences.Looks.SequenceEqual(reading.Looks.Take(differences.Looks.Count))
            ? rule.Judge(differences, reading.InferenceScope, reading.Looks)
            : throw new AuditException(
                $"{claim.Id}: the accepted differences are not those of its rule, one for every seed of the registered "
                + $"looks: {string.Join("; ", rule.Quantities.Select(q => q.Name))}. Audit and accept again.");
    }

    private static string Text(IEnumerable<Look> looks) =>
        string.Join(", ", looks.Select(l => $"{l.N} {l.Verdict}"));

    private static bool IsNear(double? accepted, double? now, double tolerance = Tolerance) =>
        accepted is { } a && now is { } b ? Math.Abs(a - b) <= tolerance * Math.Max(Math.Abs(a), Math.Abs(b))
            : accepted is null && now is null;

    private static string Text(double? value) => value is { } v ? FormattableString.Invariant($"{v:R}") : "none";
}
