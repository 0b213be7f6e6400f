namespace Pruning.Reproductions.Expectations;

/// <summary>Puts accepted verdicts beside claims that an audit did not run, or left open at their first look.</summary>
public static class EarlierVerdicts
{
    /// <summary>The result with the accepted verdicts of a folder.</summary>
    /// <param name="folder">The expected files; null: there are none.</param>
    /// <param name="warn">
    /// Receives a warning of each file that cannot be read, which is passed over, and one where there is no folder but
    /// a claim that wants an accepted verdict.
    /// </param>
    public static AuditResult Beside(AuditResult result, ExpectedFolder? folder, Action<string> warn)
    {
        if (folder is not null)
        {
            return result with
            {
                Claims = [.. result.Claims.Select(c => IsOpen(c)
                    ? c with { Earlier = Of(folder.PathOf(c.Id), warn) }
                    : c)],
            };
        }

        if (result.Claims.Count(IsOpen) is > 0 and var open)
        {
            warn($"Accepted verdicts of earlier audits, which would stand beside {open} of the claims, lie in the "
                + "project's folder 'expected', and this is no checkout of it.");
        }

        return result;
    }

    private static bool IsOpen(ClaimResult claim) => claim.Verdict == Verdict.NotRun || claim.Primary.FurtherLooks;

    private static EarlierVerdict? Of(string path, Action<string> warn)
    {
        try
        {
            return ExpectedFile.Read(path)?.Audit is { } audit
                ? new(audit.Date, audit.Verdict, audit.Headline, audit.Words, audit.Measured, audit.N, audit.Estimate,
                    audit.CrossedLower ?? audit.Lower, audit.CrossedUpper ?? audit.Upper, audit.Numerics)
                : null;
        }
        catch (Exception e) when (e is AuditException or IOException or UnauthorizedAccessException)
        {
            warn(e.Message);
            return null;
        }
    }
}
