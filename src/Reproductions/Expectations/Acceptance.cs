using Pruning.Reproductions.Reporting;

namespace Pruning.Reproductions.Expectations;

/// <summary>
/// Takes measured results into the expected files: the entry of these numerics, and an audit at the registered n.
/// </summary>
public sealed class Acceptance(ExpectedFolder folder, RunEnvironment environment)
{
    /// <summary>What a claim's expected file becomes. One that cannot be read is replaced.</summary>
    /// <param name="check">All replicates that the file is to hold.</param>
    /// <param name="audit">An audit's result; null, or without the claim: the audit part stays as it is.</param>
    /// <exception cref="AuditException">
    /// The audit is of another n than registered, of other code than this, or not all that its verdict rests on.
    /// </exception>
    public ExpectedFile Merge(Claim claim, CheckRun check, AuditResult? audit)
    {
        var audited = audit?.Claims.SingleOrDefault(c => c.Id == claim.Id);
        var before = Readable(folder.PathOf(claim.Id));
        var n = check.Replicates.Count;
        var deviations = CheckRun.Deviations(claim.Study);
        var entries = new SortedDictionary<string, CheckEntry>(StringComparer.Ordinal);
        foreach (var (numerics, entry) in before?.Check.Entries ?? new Dictionary<string, CheckEntry>())
        {
            // Entries of other numerics stand until they are measured there again, unless the short run itself is
            // another now.
            if (before!.Check.N == n && before.Check.Deviations.SequenceEqual(deviations))
            {
                entries[numerics] = entry;
            }
        }

        entries[environment.Entry] = check.EntryOf(claim, environment);
        return new(claim.Id, audited is null ? before?.Audit : PartOf(claim, audited, audit!.Environment),
            new(n, deviations, entries));
    }

    private static ExpectedFile? Readable(string path)
    {
        try
        {
            return ExpectedFile.Read(path);
        }
        catch (AuditException)
        {
            return null;
        }
    }

    private static AuditPart PartOf(Claim claim, ClaimResult audited, IReadOnlyDictionary<string, string> audit)
    {
        if (audit.GetValueOrDefault("science") != ScienceVersion.Current
            || !audit.TryGetValue("numerics", out var numerics)
            || audited.Primary.Differences is not { } differences)
        {
            throw new AuditException("The audit was made by other code than this, so its figures are not accepted. "
                + "Audit again, or name another audit with --from.");
        }

        var reading = audited.Primary;
        if (!reading.Registered || reading.N != claim.Study.Primary.Registered)
        {
            throw new AuditException($"{claim.Id} was audited at n = {reading.N}, and {claim.Study.Primary.Registered} "
                + "is registered: a verdict at an unregistered n is never accepted. Audit without --replicates.");
        }

        var judgement = reading.Judgement;
        if (judgement is { PValue: not null, PHolm: null })
        {
            throw new AuditException($"{claim.Id} was audited without the other claims of its document, over which its "
                + $"p is corrected. Audit the whole document ('{audited.Document}/*').");
        }

        var part = new AuditPart(
            judgement.Kind, judgement.Verdict, reading.N, Rule.Version, judgement.Estimate, judgement.Lower,
                judgement.Upper, judgement.CrossedLower, judgement.CrossedUpper,
            judgement.Sd, judgement.Margin, judgement.PValue, judgement.PFlip, judgement.PHolm, judgement.Fragile,
                judgement.Diverged, judgement.OnThisTestSetOnly,
            judgement.PublishedPercentile, judgement.SingleRunShare,
            FigureText.Published(audited), FigureText.Measured(audited, judgement), VerdictText.Of(reading), numerics,
                differences);
        return Recomputation.ChangedArms(claim, part) is [var moved, ..]
            ? throw new AuditException($"{claim.Id}: from its differences alone the {moved.What} is {moved.Found}, and "
                + $"the audit has {moved.Expected}. The rules have changed since; audit again.")
            : part;
    }
}
