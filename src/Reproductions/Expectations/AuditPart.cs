namespace Pruning.Reproductions.Expectations;

/// <summary>The verdict that the README shows, with all that it rests on.</summary>
/// <param name="Published">The published figure as the table shows it.</param>
/// <param name="Measured">The estimate with its interval as the table shows it.</param>
/// <param name="Words">The verdict with all that restricts it.</param>
/// <param name="Numerics">The numerics of the runs.</param>
/// <param name="Differences">
/// Every seed's difference: <see cref="Recomputation"/> works the figures above out again from these alone.
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
