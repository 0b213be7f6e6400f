using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;

namespace Pruning.Reproductions.Expectations;

/// <summary>Takes measured results into the expected files: this machine's own entry, and an audit at the registered n.</summary>
public sealed class Acceptance(ExpectedFolder folder, RunEnvironment environment)
{
    /// <summary>What a claim's expected file becomes.</summary>
    /// <param name="audit">An audit's result; null, or without the claim: the audit part stays as it is.</param>
    /// <exception cref="AuditException">The audit is of another n than registered, or of other code than this.</exception>
    public ExpectedFile Merge(Claim claim, CheckRun check, AuditResult? audit)
    {
        var audited = audit?.Claims.SingleOrDefault(c => c.Id == claim.Id);
        var before = ExpectedFile.Read(folder.PathOf(claim.Id));
        var n = check.Replicates.Count;
        var entries = new SortedDictionary<string, CheckEntry>(StringComparer.Ordinal);
        foreach (var (fingerprint, entry) in before?.Check.Entries ?? new Dictionary<string, CheckEntry>())
        {
            // Entries of other machines stand until they are measured there again, unless the short run itself is another now.
            if (before!.Check.N == n && before.Check.Deviations.SequenceEqual(Deviations(claim, n)))
            {
                entries[fingerprint] = entry;
            }
        }

        entries[environment.Fingerprint] = check.EntryOf(claim, environment);
        return new(claim.Id, audited is null ? before?.Audit : PartOf(claim, audited, audit!.Environment), new(n, Deviations(claim, n), entries));
    }

    private AuditPart PartOf(Claim claim, ClaimResult audited, IReadOnlyDictionary<string, string> audit)
    {
        if (audit.GetValueOrDefault("science") != environment.Science)
        {
            throw new AuditException("The audit was made by other code than this, so its figures are not accepted. Audit again, or name another audit with --from.");
        }

        var reading = audited.Primary;
        if (!reading.Registered || reading.N != claim.Experiment.Primary.Registered)
        {
            throw new AuditException($"{claim.Id} was audited at n = {reading.N}, and {claim.Experiment.Primary.Registered} is registered: a verdict at an unregistered n is never accepted. Audit without --replicates.");
        }

        var judgement = reading.Judgement;
        if (judgement is { PValue: not null, PHolm: null })
        {
            throw new AuditException($"{claim.Id} was audited without the other claims of its document, over which its p is corrected. Audit the whole document ('{audited.Document}/*').");
        }

        return new(
            judgement.Kind, judgement.Verdict, reading.N, Rule.Version, judgement.Estimate, judgement.Lower, judgement.Upper, judgement.Sd, judgement.Margin,
            judgement.PValue, judgement.PFlip, judgement.PHolm, judgement.Fragile, judgement.Diverged, judgement.PublishedPercentile, judgement.SingleRunShare,
            Words.PublishedText(audited), Words.MeasuredText(audited, judgement), Words.VerdictOf(reading), audit["fingerprint"]);
    }

    private static string[] Deviations(Claim claim, int n)
    {
        var (primary, check) = (claim.Experiment.Primary, claim.Experiment.Check);
        var replicates = n == primary.Registered ? Array.Empty<string>() : [$"replicates: {n} instead of {primary.Registered}"];
        return [.. replicates, .. check.Choices.Where(c => primary.Choices[c.Key] != c.Value).Select(c => $"{c.Key}: {c.Value} instead of {primary.Choices[c.Key]}")];
    }
}
