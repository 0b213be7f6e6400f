namespace Pruning.Reproductions.Auditing;

/// <summary>A claim's accepted verdict, from an earlier audit at its registered protocol.</summary>
/// <param name="Date">Date of that audit (UTC, ISO 8601); null: not recorded.</param>
/// <param name="Headline">The verdict in words, without its qualifiers.</param>
/// <param name="Words">The verdict with its qualifiers; begins with <paramref name="Headline"/>.</param>
/// <param name="Measured">The estimate with its interval and unit, as in the table of verdicts.</param>
/// <param name="N">Number of replicates.</param>
/// <param name="Lower">Lower end of the interval that decided.</param>
/// <param name="Upper">Upper end of that interval.</param>
/// <param name="Numerics">The numerics of the runs.</param>
public sealed record EarlierVerdict(
    string? Date,
    Verdict Verdict,
    string Headline,
    string Words,
    string Measured,
    int N,
    double? Estimate,
    double? Lower,
    double? Upper,
    string Numerics);
