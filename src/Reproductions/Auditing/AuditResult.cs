namespace Pruning.Reproductions.Auditing;

/// <summary>Complete result of an audit, the only source of reports, expected files and tests.</summary>
/// <param name="Environment">Version, time (UTC, ISO 8601), device, numerics and engine parts of the run.</param>
public sealed record AuditResult(IReadOnlyDictionary<string, string> Environment, IReadOnlyList<ClaimResult> Claims);
