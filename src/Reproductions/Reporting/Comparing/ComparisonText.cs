namespace Pruning.Reproductions.Reporting.Comparing;

/// <summary>Words of a comparison with a baseline, alike on the terminal and in Markdown.</summary>
internal static class ComparisonText
{
    /// <summary>Column heads, in the order of <see cref="Cells"/>.</summary>
    public static IReadOnlyList<string> Heads { get; } =
        ["Claim", "Was", "Is", "Estimate then", "Estimate now", "Why it may have moved"];

    /// <summary>The row of a moved verdict, as plain text.</summary>
    public static IReadOnlyList<string> Cells(ClaimComparison moved) =>
    [
        moved.Id,
        VerdictText.Of(moved.Then!),
        VerdictText.Of(moved.Now!),
        Estimate(moved.Then!),
        Estimate(moved.Now!),
        Why(moved),
    ];

    /// <summary>What else differs, in one line.</summary>
    public static string Why(ClaimComparison claim) => string.Join("; ", claim.Why);

    /// <summary>Estimate, interval and n of the primary reading.</summary>
    public static string Estimate(ClaimResult claim) =>
        $"{FigureText.Measured(claim, claim.Primary.Judgement)}, n = {ReadingText.Replicates(claim.Primary)}";

    /// <summary>How many verdicts moved, in one sentence.</summary>
    /// <param name="before">What the earlier audit is called.</param>
    public static string Summary(AuditComparison comparison, string before = "in the baseline")
    {
        var same = comparison.Claims.Count(c => c.Change == ClaimChange.Same);
        var moved = comparison.Moved.Count;
        return moved == 0
            ? $"No verdict moved: {CountText.Of(same, "claim")} as {before}."
            : $"{CountText.Of(moved, "verdict")} moved; {CountText.Of(same, "claim")} as {before}.";
    }

    /// <summary>A change in a word or two.</summary>
    public static string Of(ClaimChange change) => change switch
    {
        ClaimChange.Same => "same",
        ClaimChange.Moved => "moved",
        ClaimChange.NotComparable => "not compared",
        ClaimChange.Added => "new",
        ClaimChange.Removed => "gone",
        _ => throw new ArgumentOutOfRangeException(nameof(change), change, "No such change."),
    };

    /// <summary>A claim's verdicts then and now, in one sentence.</summary>
    public static string Sentence(ClaimComparison claim) => claim switch
    {
        { Then: null, Now: { } now } => $"New: {VerdictText.Of(now)}.",
        { Then: { } then, Now: null } => $"Gone: it was {VerdictText.Of(then)}.",
        { Change: ClaimChange.Same } when VerdictText.Of(claim.Then!) == VerdictText.Of(claim.Now!) =>
            $"The same: {VerdictText.Of(claim.Now!)}.",
        _ => $"{VerdictText.Of(claim.Then!)} then, {VerdictText.Of(claim.Now!)} now"
            + (claim.Why.Count == 0 ? "." : $" ({Why(claim)})."),
    };

    /// <summary>What moved beside the verdict, a sentence each: the estimate, and other readings' verdicts.</summary>
    public static IReadOnlyList<string> Moves(ClaimComparison claim) =>
        claim is { Then: { } then, Now: { } now } ? [.. Shift(then, now), .. Readings(then, now)] : [];

    private static IEnumerable<string> Shift(ClaimResult then, ClaimResult now)
    {
        if (then.Published.Unit == now.Published.Unit
            && (then.Primary.Judgement.Estimate, now.Primary.Judgement.Estimate) is ({ } a, { } b) && a != b)
        {
            yield return $"The estimate moved by {FigureFormat.Of(now.Published.Unit, difference: true).Text(b - a)}.";
        }
    }

    private static IEnumerable<string> Readings(ClaimResult then, ClaimResult now) =>
        from reading in now.Readings
        where !reading.Primary
        let old = then.Readings.FirstOrDefault(r => r.Id == reading.Id)
        where old is not null && old.Judgement.Verdict != reading.Judgement.Verdict
        select $"Reading {ReadingText.NameOf(reading, now)}: {VerdictText.Words(old)} then, "
            + $"{VerdictText.Words(reading)} now.";

    /// <summary>Sentences that name the claims which do not count, one for each reason.</summary>
    public static IReadOnlyList<string> NotCounted(AuditComparison comparison) =>
    [
        .. Sentence("Not compared", comparison, ClaimChange.NotComparable),
        .. Sentence("Not in the baseline", comparison, ClaimChange.Added),
        .. Sentence("Only in the baseline", comparison, ClaimChange.Removed),
    ];

    /// <summary>The table of what moved, with the sentences around it.</summary>
    public static string Markdown(AuditComparison comparison)
    {
        var rows = comparison.Moved.Select(m => (IEnumerable<string>)[$"`{m.Id.Replace("`", string.Empty)}`",
            .. Cells(m).Skip(1).Select(MarkdownText.Escape)]);
        var table = comparison.Moved.Count == 0 ? string.Empty
            : string.Concat(rows.Prepend(Heads.Select(_ => "---")).Prepend(Heads).Select(MarkdownText.Row)) + "\n";
        return $"{Summary(comparison)}\n\n{table}"
            + string.Concat(NotCounted(comparison).Select(s => $"{MarkdownText.Escape(s)}\n\n"));
    }

    private static IEnumerable<string> Sentence(string head, AuditComparison comparison, ClaimChange change)
    {
        var claims = comparison.Claims.Where(c => c.Change == change)
            .Select(c => c.Why.Count == 0 ? c.Id : $"{c.Id} ({Why(c)})").ToList();
        return claims.Count == 0 ? [] : [$"{head}: {string.Join(", ", claims)}.".ReplaceLineEndings(" ")];
    }
}
