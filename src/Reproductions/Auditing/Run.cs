using Pruning.Shared.Engine;

namespace Pruning.Reproductions.Auditing;

/// <summary>The replicates of one reading.</summary>
public sealed record Run(IReadOnlyList<Replicate> Replicates, bool Registered);
