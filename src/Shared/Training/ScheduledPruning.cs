using Pruning.Shared.Pruning;

namespace Pruning.Shared.Training;

/// <summary>One pruning step of a schedule.</summary>
/// <param name="Epoch">The epoch, counted from 0, before whose first step it happens.</param>
public sealed record ScheduledPruning(int Epoch, PruningMethod Method, Amount Amount);
