namespace Pruning.Reproductions.Auditing;

/// <summary>A stretch of an axis.</summary>
/// <param name="From">Its lower end; null: it is open below.</param>
/// <param name="To">Its upper end; null: it is open above.</param>
public sealed record Zone(double? From, double? To);
