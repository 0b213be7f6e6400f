using Pruning.Reproductions.Reporting;

namespace Pruning.Reproductions.Expectations;

/// <summary>
/// Merges results into expected files: the entry of these numerics, and an audit at the registered n.
/// </summary>
public sealed class Acceptance(ExpectedFolder folder, RunEnvironment environment)
{
    /// <summary>The new expected file of a claim; an unreadable old one is replaced.</summary>
    /// <param name="check">All replicates for the file.</param>
    /// <param name="audit">An audit's result; null, or without the claim: the audit part is kept.</param>
    /// <exception cref="AuditException">
    /// The audit has another n than registered, was made by other code, or lacks a basis of its verdict.
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
            // Entries of other numerics are kept until measured there again, unless the short run itself has changed.
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

    /// <summary>The readings that can lift a contradiction, hence only those of contradicted claims.</summary>
    private static IReadOnlyList<UnstatedPart> Unstated(ClaimResult audited) =>
        audited.Primary.Judgement.Verdict != Verdict.Contradicted ? []
            : [.. audited.Readings.Where(r => !r.Primary && r.Stance == Stance.Unstated)
                .Select(r => new UnstatedPart(r.Id, r.Judgement.Verdict, r.Differences!))];

    private static AuditPart PartOf(Claim claim, ClaimResult audited, IReadOnlyDictionary<string, string> audit)
    {
        if (audit.GetValueOrDefault("science") != ScienceVersion.Current
            || !audit.TryGetValue("numerics", out var numerics)
            || audited.Primary.Differences is not { } differences)
        {
            throw new AuditException("The audit was made by another version of the code, so it is not accepted. "
                + "Audit again, or name another audit with --from.");
        }

        var reading = audited.Primary;
        var last = claim.Study.Primary.Looks[^1];
        if (!reading.Registered || !claim.Study.Primary.Looks.Contains(reading.N)
            || (reading.N != last && !reading.Judgement.IsConcluded))
        {
            throw new AuditException($"{claim.Id} was audited at n = {reading.N}; "
                + $"{string.Join(", ", claim.Study.Primary.Looks)} is registered, and no other n is accepted. Audit "
                + "without --replicates.");
        }

        if (!audited.UnstatedRun)
        {
            throw new AuditException($"{claim.Id} was audited without the choices that its document leaves open, on "
                + "which the verdict may hang. Audit with --readings unstated.");
        }

        var judgement = reading.Judgement;
        if (judgement is { PValue: not null, PHolm: null })
        {
            throw new AuditException($"{claim.Id} was audited without the other claims of its document, which the "
                + $"correction of its p needs. Audit the whole document ('{audited.Document}/*').");
        }

        var part = new AuditPart(
            judgement.Kind, audited.Verdict, reading.N, Rule.Version, judgement.Estimate, judgement.Lower,
                judgement.Upper, judgement.CrossedLower, judgement.CrossedUpper,
            judgement.Sd, judgement.Margin, judgement.PValue, judgement.PFlip, judgement.PHolm, judgement.PAgainst,
                judgement.PAgainstHolm, judgement.Fragile, judgement.Diverged, judgement.OnThisTestSet,
            judgement.PublishedPercentile, judgement.SingleRunShare, judgement.Power, judgement.Detectable,
                judgement.Tipping, judgement.SameAgain, judgement.Looks, audited.HangsOn,
            FigureText.Published(audited), FigureText.Measured(audited, judgement), VerdictText.Words(audited),
            VerdictText.Of(audited), numerics,
                differences, Unstated(audited));
        return Recomputation.ChangedArms(claim, part) is [var moved, ..]
            ? throw new AuditException($"{claim.Id}: the {moved.What} recomputed from its differences is "
                + $"{moved.Found}, but {moved.Expected} in the audit. The rules have changed since; audit again.")
            : part;
    }
}
