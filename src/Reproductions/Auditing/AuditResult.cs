namespace Pruning.Reproductions.Auditing;

/// <summary>Everything that an audit found: the one thing that reports, expected files and tests read.</summary>
/// <param name="Environment">
/// Where and with what it ran: version, time (UTC, ISO 8601), device, numerics, the engine's parts.
/// </param>
public sealed record AuditResult(IReadOnlyDictionary<string, string> Environment, IReadOnlyList<ClaimResult> Claims);
