namespace Pruning.Reproductions.Expectations;

/// <summary>Recomputes an accepted audit's figures from its values by seed, without training or a ledger.</summary>
public static class Recomputation
{
    /// <summary>
    /// Relative error allowed: the last digits of quantiles depend on the system's exponential and logarithm.
    /// </summary>
    public const double Tolerance = 1e-9;

    /// <summary>Judges the accepted values by the claim's rule under the registered protocol.</summary>
    /// <exception cref="AuditException">The values are of another rule's quantities.</exception>
    public static Judgement Of(Claim claim, AuditPart audit)
    {
        var primary = claim.Readings[0];
        var rule = claim.RuleFor(primary);
        return audit.Differences.AreOf(rule)
            ? rule.Judge(audit.Differences, primary.InferenceScope)
            : throw new AuditException(
                $"{claim.Id}: the accepted differences are not those of its rule, one for every seed: "
                + $"{string.Join("; ", rule.Quantities.Select(q => q.Name))}. Audit and accept again.");
    }

    /// <summary>
    /// Figures that differ from the accepted ones; empty: all agree. Corrections across a document are not compared.
    /// </summary>
    public static IReadOnlyList<Difference> ChangedArms(Claim claim, AuditPart audit)
    {
        var found = Of(claim, audit);
        var differences = new List<Difference>();
        Same("kind", audit.Kind, found.Kind);
        Same("verdict", audit.Verdict, found.Verdict);
        Same("n", audit.N, found.N);
        Same("fragile", audit.Fragile, found.Fragile);
        Same("diverged", audit.Diverged, found.Diverged);
        Same("onThisTestSetOnly", audit.OnThisTestSetOnly, found.OnThisTestSetOnly);
        Near("estimate", audit.Estimate, found.Estimate);
        Near("lower", audit.Lower, found.Lower);
        Near("upper", audit.Upper, found.Upper);
        Near("crossedLower", audit.CrossedLower, found.CrossedLower);
        Near("crossedUpper", audit.CrossedUpper, found.CrossedUpper);
        Near("sd", audit.Sd, found.Sd);
        Near("margin", audit.Margin, found.Margin);
        Near("pValue", audit.PValue, found.PValue);
        Near("pFlip", audit.PFlip, found.PFlip);
        Near("publishedPercentile", audit.PublishedPercentile, found.PublishedPercentile);
        Near("singleRunShare", audit.SingleRunShare, found.SingleRunShare);
        return differences;

        void Same<T>(string what, T accepted, T now)
        {
            if (!EqualityComparer<T>.Default.Equals(accepted, now))
            {
                differences.Add(new(what, $"{accepted}", $"{now}"));
            }
        }

        void Near(string what, double? accepted, double? now)
        {
            if (!IsNear(accepted, now))
            {
                differences.Add(new(what, Text(accepted), Text(now)));
            }
        }
    }

    /// <summary>P values that differ after Holm's correction across the claims of one document.</summary>
    public static IReadOnlyList<Difference> MovedAcross(IReadOnlyList<(Claim Claim, AuditPart Audit)> document) =>
        [.. HolmAcross.Adjust([.. document.Select(d => Of(d.Claim, d.Audit))]).Zip(document)
            .Where(pair => !IsNear(pair.Second.Audit.PHolm, pair.First.PHolm))
            .Select(pair => new Difference($"{pair.Second.Claim.Id} pHolm", Text(pair.Second.Audit.PHolm),
                Text(pair.First.PHolm)))];

    private static bool IsNear(double? accepted, double? now) =>
        accepted is { } a && now is { } b ? Math.Abs(a - b) <= Tolerance * Math.Max(Math.Abs(a), Math.Abs(b))
            : accepted is null && now is null;

    private static string Text(double? value) => value is { } v ? FormattableString.Invariant($"{v:R}") : "none";
}
