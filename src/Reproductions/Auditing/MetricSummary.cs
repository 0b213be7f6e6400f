namespace Pruning.Reproductions.Auditing;

/// <summary>Summary of a metric over replicates; values that are not finite are null.</summary>
public sealed record MetricSummary(double? Mean, double? Sd, IReadOnlyList<double?> Values);
