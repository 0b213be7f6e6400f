using Pruning.Shared.Pruning;

namespace Pruning.Shared.Training;

/// <summary>One pruning step of a schedule.</summary>
/// <param name="Epoch">The epoch in which it happens, counted from 0.</param>
public sealed record ScheduledPruning(int Epoch, PruningMethod Method, Amount Amount)
{
    /// <summary>The step of the epoch, counted from 0, before which it happens; null: the first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int? BeforeStep
    {
        get;
        init => field = value is null or >= 0
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), value, "Expected a step of the epoch to prune before, counted from 0.");
    }
}
