namespace Pruning.Reproductions.Reporting;

/// <summary>
/// Words of a verdict that an earlier audit gave, always marked as such: <c>from an earlier audit of 2026-11-26:
/// reproduced, +0.3 [+0.1, +0.5] pp, n = 16</c>.
/// </summary>
public static class EarlierText
{
    /// <summary>Where the verdict comes from.</summary>
    public static string Source(EarlierVerdict earlier) =>
        earlier.Date is { } date ? $"from an earlier audit of {date}" : "from an earlier audit";

    /// <summary>What follows the verdict's headline: qualifiers, figures and number of replicates.</summary>
    public static string Rest(EarlierVerdict earlier)
    {
        var qualifiers = earlier.Words.StartsWith(earlier.Headline, StringComparison.Ordinal)
            ? earlier.Words[earlier.Headline.Length..]
            : string.Empty;
        return $"{qualifiers}{(earlier.Estimate is null ? string.Empty : $", {earlier.Measured}")}, n = {earlier.N}";
    }

    /// <summary>All of it as plain text.</summary>
    public static string Of(EarlierVerdict earlier) =>
        $"{Source(earlier)}: {earlier.Headline}{Rest(earlier)}";

    /// <summary>All of it in Markdown, the verdict in bold.</summary>
    public static string Markdown(EarlierVerdict earlier) =>
        $"{Source(earlier)}: **{MarkdownText.Escape(earlier.Headline)}**{MarkdownText.Escape(Rest(earlier))}";
}
