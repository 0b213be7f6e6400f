using Pruning.Reproductions.Reporting.Comparing;

namespace Pruning.Reproductions.Commands;

/// <summary>The end of a command that judged claims, after its report is written.</summary>
internal static class Conclusion
{
    /// <summary>Compares with the baseline, tells the terminal and GitHub's job, and gives the exit code.</summary>
    /// <param name="baseline">The earlier audit; null: none is given.</param>
    /// <param name="report">The report's folder.</param>
    /// <param name="stated">The claims file, and each claim's line in it; null: the claims are this project's.</param>
    public static int Of(
        AuditResult result,
        AuditResult? baseline,
        string report,
        (string File, IReadOnlyDictionary<string, long> Lines)? stated = null)
    {
        var comparison = baseline is null ? null : AuditComparison.Of(baseline, result);
        if (comparison is not null)
        {
            Baseline.Print(comparison);
        }

        GitHubActions.Tell(result, comparison, report, stated);
        return comparison?.Moved.Count > 0 ? CommandLine.Moved : CommandLine.Ran;
    }
}
