using Pruning.Reproductions.Studies;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Training;

namespace Pruning.Reproductions.Auditing;

/// <summary>The replicates of one reading.</summary>
public sealed record Run(IReadOnlyList<Replicate> Replicates, bool Registered);
