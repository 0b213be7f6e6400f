namespace Pruning.Reproductions.Auditing;

/// <summary>A metric over replicates; a value that was not finite is null.</summary>
public sealed record MetricSummary(double? Mean, double? Sd, IReadOnlyList<double?> Values);
