namespace Pruning.Reproductions.Expectations;

/// <summary>The verdict shown in the README, with its evidence.</summary>
/// <param name="Published">The published figure as in the table.</param>
/// <param name="Measured">The estimate with its interval as in the table.</param>
/// <param name="Words">The verdict with its qualifiers.</param>
/// <param name="Numerics">The numerics of the runs.</param>
/// <param name="Differences">
/// Values by seed, from which <see cref="Recomputation"/> recomputes the figures above.
/// </param>
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
    bool Fragile,
    int Diverged,
    bool OnThisTestSetOnly,
    double? PublishedPercentile,
    double? SingleRunShare,
    string Published,
    string Measured,
    string Words,
    string Numerics,
    Differences Differences);
