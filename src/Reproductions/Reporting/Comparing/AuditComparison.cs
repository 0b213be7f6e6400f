namespace Pruning.Reproductions.Reporting.Comparing;

/// <summary>
/// Two audits, claim by claim. Verdicts of the primary readings are compared, and the open choices on which they hang;
/// qualifiers and figures are not.
/// </summary>
/// <param name="Claims">All claims: the later audit's in its order, then those that only the earlier one has.</param>
public sealed record AuditComparison(IReadOnlyList<ClaimComparison> Claims)
{
    /// <summary>The claims whose verdict moved.</summary>
    public IReadOnlyList<ClaimComparison> Moved => [.. Claims.Where(c => c.Change == ClaimChange.Moved)];

    /// <summary>Compares two audits, in each of which an id stands once.</summary>
    /// <param name="then">The earlier one.</param>
    /// <param name="now">The later one.</param>
    public static AuditComparison Of(AuditResult then, AuditResult now)
    {
        var before = then.Claims.ToDictionary(c => c.Id);
        var after = now.Claims.Select(c => c.Id).ToHashSet();
        return new([
            .. now.Claims.Select(c => before.TryGetValue(c.Id, out var old)
                ? Of(old, c, MoveReasons.Of(old, c, then.Environment, now.Environment))
                : new ClaimComparison(c.Id, null, c, ClaimChange.Added, [])),
            .. then.Claims.Where(c => !after.Contains(c.Id))
                .Select(c => new ClaimComparison(c.Id, c, null, ClaimChange.Removed, [])),
        ]);
    }

    private static ClaimComparison Of(ClaimResult then, ClaimResult now, IReadOnlyList<string> reasons)
    {
        if (then.Verdict == now.Verdict && then.HangsOn.Order().SequenceEqual(now.HangsOn.Order()))
        {
            return new(now.Id, then, now, ClaimChange.Same, []);
        }

        var why = Obstacle(then, now);
        return why is null
            ? new(now.Id, then, now, ClaimChange.Moved, reasons)
            : new(now.Id, then, now, ClaimChange.NotComparable, [why]);
    }

    /// <summary>Why verdicts that differ cannot be compared; null: they can.</summary>
    private static string? Obstacle(ClaimResult then, ClaimResult now)
    {
        if (Obstacle(then.Primary, now.Primary) is { } why)
        {
            return why;
        }

        if (then.OnTheSpot || now.OnTheSpot)
        {
            return "a time of the machine at hand";
        }

        if (then.Primary.Judgement.Verdict != now.Primary.Judgement.Verdict)
        {
            return null;
        }

        // Both contradict the claim, and hang on other choices: of one that both ran to the same look, it has moved.
        string?[] obstacles = [.. then.HangsOn.Union(now.HangsOn).Except(then.HangsOn.Intersect(now.HangsOn))
            .Select(id => (Id: id, Why: Obstacle(Reading(then, id), Reading(now, id))))
            .Select(o => o.Why is null ? null : $"{o.Id}: {o.Why}")];
        return Array.Exists(obstacles, o => o is null) ? null : string.Join(", ", obstacles);
    }

    private static ReadingResult? Reading(ClaimResult claim, string id) =>
        claim.Readings.FirstOrDefault(r => r.Id == id);

    /// <summary>Why two results of a reading cannot be compared; null: they can.</summary>
    private static string? Obstacle(ReadingResult? then, ReadingResult? now) =>
        (then is not null && ReadingText.WasRun(then), now is not null && ReadingText.WasRun(now)) switch
        {
            (false, false) => "run in neither",
            (false, true) => "not run then",
            (true, false) => "not run now",
            _ when IsAsFar(then!, now!) => $"the same after {then!.N} replicates, more were run now",
            _ when IsAsFar(now!, then!) => $"the same after {now!.N} replicates, more were run then",
            _ => null,
        };

    /// <summary>
    /// Whether a reading is open with further looks registered, and the other, which took some of them, had the same
    /// verdict at that look.
    /// </summary>
    private static bool IsAsFar(ReadingResult open, ReadingResult further) =>
        open.FurtherLooks && further.N > open.N && further.Judgement.Looks
            .Any(l => l.N == open.Judgement.N && l.Verdict == open.Judgement.Verdict);
}
