namespace Pruning.Reproductions.Auditing;

/// <summary>A registered number of replicates after which a claim was judged.</summary>
/// <param name="N">Number of replicates.</param>
/// <param name="Level">Level of each one-sided test at this look.</param>
/// <param name="Verdict">What they concluded.</param>
/// <param name="Lower">Lower end of the interval that decided.</param>
/// <param name="Upper">Upper end of that interval.</param>
public sealed record Look(int N, double Level, Verdict Verdict, double? Lower, double? Upper);
