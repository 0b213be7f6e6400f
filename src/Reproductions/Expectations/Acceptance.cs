using System.Globalization;
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
        return new(claim.Id, PartOf(claim, audit) ?? before?.Audit, new(n, deviations, entries));
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

    /// <summary>The audit part of a claim; null without an audit of it, and where its verdict is on times.</summary>
    /// <inheritdoc cref="Merge"/>
    public static AuditPart? PartOf(Claim claim, AuditResult? audit)
    {
        if (claim.IsOnTheSpot || audit?.Claims.SingleOrDefault(c => c.Id == claim.Id) is not { } audited)
        {
            return null;
        }

        CheckAcceptable(claim, audited, audit);
        var (reading, judgement) = (audited.Primary, audited.Primary.Judgement);
        var part = new AuditPart(
            judgement.Kind, audited.Verdict, reading.N, Rule.Version, judgement.Estimate, judgement.Lower,
                judgement.Upper, judgement.CrossedLower, judgement.CrossedUpper,
            judgement.Sd, judgement.Margin, judgement.PValue, judgement.PFlip, judgement.PHolm, judgement.PAgainst,
                judgement.PAgainstHolm, judgement.Fragile, judgement.Diverged, judgement.OnThisTestSet,
            judgement.PublishedPercentile, judgement.SingleRunShare, judgement.Power, judgement.Detectable,
                judgement.Tipping, judgement.SameAgain, judgement.Looks, audited.HangsOn,
            FigureText.Published(audited), FigureText.Measured(audited, judgement), VerdictText.Words(audited),
            VerdictText.Of(audited), audit.Environment["numerics"],
                reading.Differences!, Unstated(audited), DateOf(audit), Missing(audited));
        return Recomputation.ChangedArms(claim, part) is [var moved, ..]
            ? throw new AuditException($"{claim.Id}: the {moved.What} recomputed from its differences is "
                + $"{moved.Found}, but {moved.Expected} in the audit. The rules have changed since; audit again.")
            : part;
    }

    /// <summary>The readings that can lift a contradiction, hence only those of contradicted claims.</summary>
    private static IEnumerable<ReadingResult> Lifting(ClaimResult audited) =>
        audited.Primary.Judgement.Verdict != Verdict.Contradicted ? []
            : audited.Readings.Where(r => !r.Primary && r.Stance == Stance.Unstated);

    private static IReadOnlyList<UnstatedPart> Unstated(ClaimResult audited) =>
        [.. Lifting(audited).Where(ReadingText.WasRun)
            .Select(r => new UnstatedPart(r.Id, r.Judgement.Verdict, r.Differences!))];

    private static IReadOnlyList<MissingPart>? Missing(ClaimResult audited) =>
        Lifting(audited).Where(r => !ReadingText.WasRun(r))
            .Select(r => new MissingPart(r.Id, string.Join(' ', r.Judgement.Notes))).ToList() is { Count: > 0 } missing
            ? missing
            : null;

    /// <summary>The date in an audit's time; null where it has none.</summary>
    private static string? DateOf(AuditResult audit) =>
        DateTimeOffset.TryParse(audit.Environment.GetValueOrDefault("time"), CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;

    private static void CheckAcceptable(Claim claim, ClaimResult audited, AuditResult audit)
    {
        var (reading, looks) = (audited.Primary, claim.Study.Primary.Looks);
        if (audit.Environment.GetValueOrDefault("science") != ScienceVersion.Current
            || !audit.Environment.ContainsKey("numerics"))
        {
            throw OtherCode();
        }

        if (audited.Verdict == Verdict.NotRun)
        {
            throw new AuditException($"{claim.Id} was {VerdictText.Words(audited)}, so there is nothing to accept. "
                + string.Join(' ', reading.Judgement.Notes));
        }

        if (reading.Differences is null)
        {
            throw OtherCode();
        }

        if (!reading.Registered || !looks.Contains(reading.N))
        {
            throw new AuditException($"{claim.Id} was audited at n = {reading.N}; {string.Join(", ", looks)} is "
                + "registered, and no other n is accepted. Audit without --replicates.");
        }

        if (reading.N != looks[^1] && !reading.Judgement.IsConcluded)
        {
            throw new AuditException($"{claim.Id} is undecided after the look at n = {reading.N}, and "
                + $"{string.Join(", ", looks)} are registered: an open verdict is accepted after the last look only. "
                + "Audit with --long.");
        }

        // A reading that was asked for and whose data are missing is there, as not run.
        var asked = audited.Readings.Select(r => r.Id).ToHashSet();
        if (!audited.UnstatedRun
            && claim.Readings.Any(r => !r.Primary && r.Stance == Stance.Unstated && !asked.Contains(r.Id)))
        {
            throw new AuditException($"{claim.Id} was audited without the choices that its document leaves open, on "
                + "which the verdict may hang. Audit with --readings unstated.");
        }

        CheckCorrection(claim, audited, audit);
    }

    /// <summary>
    /// A corrected p rests on all claims of its document. One that is still open has another p after its further looks;
    /// one that was not run because it is long has none yet; one whose data are missing is in no expected file.
    /// </summary>
    private static void CheckCorrection(Claim claim, ClaimResult audited, AuditResult audit)
    {
        var judgement = audited.Primary.Judgement;
        if (judgement.PValue is null)
        {
            return;
        }

        if (judgement.PHolm is null)
        {
            throw new AuditException($"{claim.Id} was audited without the other claims of its document, which the "
                + $"correction of its p needs. Audit the whole document ('{audited.Document}/*').");
        }

        var open = audit.Claims.FirstOrDefault(c => c.Document == audited.Document
            && ((c.Primary.FurtherLooks && c.Primary.Judgement.PValue is not null)
                || (c.Verdict == Verdict.NotRun && c.Primary.Judgement.Caveat == Obstacle.Long.Brief)));
        if (open is not null)
        {
            var why = open.Primary.FurtherLooks ? "undecided at its first look" : "long and was not run";
            throw new AuditException($"{claim.Id}: the correction of its p needs every claim of its document, and "
                + $"{open.Id} is {why}. Audit the whole document with --long ('{audited.Document}/*').");
        }
    }

    private static AuditException OtherCode() => new(
        "The audit was made by another version of the code, so it is not accepted. Audit again, or name another audit "
        + "with --from.");
}
