namespace Pruning.Reproductions.Auditing;

/// <summary>Interval of an axis.</summary>
/// <param name="From">Lower end; null: open below.</param>
/// <param name="To">Upper end; null: open above.</param>
public sealed record Zone(double? From, double? To);
