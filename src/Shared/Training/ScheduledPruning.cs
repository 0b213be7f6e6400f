using Pruning.Shared.Pruning;

namespace Pruning.Shared.Training;

/// <summary>One pruning of a schedule.</summary>
/// <param name="Epoch">The epoch before whose first step it happens, counted from 0.</param>
public sealed record ScheduledPruning(int Epoch, PruningMethod Method, Amount Amount);
