using System.Text.Json.Serialization;

namespace Pruning.Reproductions.Expectations;

/// <summary>The verdict shown in the README, with its evidence.</summary>
/// <param name="Verdict">The claim's verdict; the primary reading's is the last look's.</param>
/// <param name="HangsOn">The readings of open choices that reproduce a claim which the primary one contradicts.</param>
/// <param name="Published">The published figure as in the table.</param>
/// <param name="Measured">The estimate with its interval as in the table.</param>
/// <param name="Headline">The verdict in words, without its qualifiers.</param>
/// <param name="Words">The verdict with its qualifiers.</param>
/// <param name="Numerics">The numerics of the runs.</param>
/// <param name="Differences">
/// Values by seed, from which <see cref="Recomputation"/> recomputes the figures above.
/// </param>
/// <param name="Unstated">The readings of open choices, on which the verdict of a contradicted claim may hang.</param>
/// <param name="Date">Date of the audit (UTC, ISO 8601); null: not recorded.</param>
/// <param name="Missing">Those of these readings that could not be run for want of data; null: none.</param>
public sealed record AuditPart(
    string Kind,
    Verdict Verdict,
    int N,
    int RuleVersion,
    double? Estimate,
    double? Lower,
    double? Upper,
    double? CrossedLower,
    double? CrossedUpper,
    double? Sd,
    double? Margin,
    double? PValue,
    double? PFlip,
    double? PHolm,
    double? PAgainst,
    double? PAgainstHolm,
    bool Fragile,
    int Diverged,
    Verdict? OnThisTestSet,
    double? PublishedPercentile,
    double? SingleRunShare,
    double? Power,
    double? Detectable,
    Tipping? Tipping,
    double? SameAgain,
    IReadOnlyList<Look> Looks,
    IReadOnlyList<string> HangsOn,
    string Published,
    string Measured,
    string Headline,
    string Words,
    string Numerics,
    Differences Differences,
    IReadOnlyList<UnstatedPart> Unstated,
    [property: JsonPropertyOrder(-1)] string? Date = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyList<MissingPart>? Missing = null);
