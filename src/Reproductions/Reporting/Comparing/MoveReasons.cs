namespace Pruning.Reproductions.Reporting.Comparing;

/// <summary>Says what else differs between two audits, which may have moved a verdict.</summary>
internal static class MoveReasons
{
    private static readonly (string Fact, string Words)[] Facts =
    [
        ("science", "other science version"),
        ("version", "other program version"),
        ("claims.sha256", "other claims file"),
        ("runs.sha256", "other table of runs"),
    ];

    /// <summary>A few words each; where nothing that reports record differs, that.</summary>
    public static IReadOnlyList<string> Of(
        ClaimResult then,
        ClaimResult now,
        IReadOnlyDictionary<string, string> thenOn,
        IReadOnlyDictionary<string, string> nowOn)
    {
        string[] reasons = [.. Of(then, now), .. OfEnvironments(thenOn, nowOn)];
        return reasons.Length > 0 ? reasons : ["nothing else that is recorded differs"];
    }

    private static IEnumerable<string> Of(ClaimResult then, ClaimResult now)
    {
        var (a, b) = (then.Primary, now.Primary);
        if (a.N != b.N)
        {
            yield return $"other n ({a.N} then, {b.N} now)";
        }
        else if (!a.Seeds.SequenceEqual(b.Seeds))
        {
            yield return "other seeds";
        }

        if (Basis(then) != Basis(now))
        {
            yield return "other rule, margin or published figure";
        }

        if (!Same(a.Choices, b.Choices))
        {
            yield return "other choices of the primary reading";
        }

        // Other readings matter only where one of them lifts a contradiction.
        if (then.HangsOn.Count + now.HangsOn.Count > 0 && !RunOf(then).SequenceEqual(RunOf(now)))
        {
            yield return "other readings";
        }
    }

    private static IEnumerable<string> OfEnvironments(
        IReadOnlyDictionary<string, string> then, IReadOnlyDictionary<string, string> now)
    {
        var (a, b) = (then.GetValueOrDefault("numerics"), now.GetValueOrDefault("numerics"));
        if (a != b)
        {
            yield return $"other numerics ({a ?? "none"} then, {b ?? "none"} now)";
        }

        foreach (var (fact, words) in Facts)
        {
            if (then.GetValueOrDefault(fact) != now.GetValueOrDefault(fact))
            {
                yield return words;
            }
        }
    }

    private static (string, double?, string?, Published) Basis(ClaimResult claim) => (claim.Kind,
        claim.Primary.Judgement.Margin, claim.Primary.Judgement.Expected, claim.Published);

    private static bool Same(IReadOnlyDictionary<string, string> a, IReadOnlyDictionary<string, string> b) =>
        a.Count == b.Count && a.All(c => b.GetValueOrDefault(c.Key) == c.Value);

    private static IEnumerable<string> RunOf(ClaimResult claim) =>
        claim.Readings.Where(ReadingText.WasRun).Select(r => r.Id).Order(StringComparer.Ordinal);
}
