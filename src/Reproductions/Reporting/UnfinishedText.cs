namespace Pruning.Reproductions.Reporting;

/// <summary>Says what an audit left undone: claims undecided at their first look, and claims not run.</summary>
public static class UnfinishedText
{
    private const string Further = "further looks are registered, and audit --long takes them.";

    /// <summary>A sentence on each kind of unfinished claim; none where all were finished.</summary>
    public static IReadOnlyList<string> Of(AuditResult result)
    {
        var open = result.Claims.Count(c => c.Primary.FurtherLooks);
        return
        [
            .. open == 0 ? Array.Empty<string>()
                : [$"{CountText.Of(open, "claim")} {Verb(open, "is", "are")} undecided at the first look: {Further}"],
            .. result.Claims.Where(c => c.Verdict == Verdict.NotRun)
                .GroupBy(c => (Words: VerdictText.Words(c), Reason: Reason(c.Primary)))
                .Select(g => $"{CountText.Of(g.Count(), "claim")} {Verb(g.Count(), "was", "were")} {g.Key.Words}. "
                    + g.Key.Reason),
        ];
    }

    /// <summary>
    /// Says that a claim's primary reading is undecided while further looks are registered; null: it is not.
    /// </summary>
    public static string? FirstLook(ClaimResult claim) => !claim.Primary.FurtherLooks ? null
        : $"Undecided at the first look, {claim.Primary.N} of at most {claim.Primary.Most} replicates: {Further}";

    /// <summary>Why a reading was not run, and the way out.</summary>
    internal static string Reason(ReadingResult reading) => string.Join(' ', reading.Judgement.Notes);

    private static string Verb(int n, string one, string many) => n == 1 ? one : many;
}
