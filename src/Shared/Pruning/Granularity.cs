using Pruning.Shared.Populations;

namespace Pruning.Shared.Pruning;

/// <summary>The smallest part that is pruned as a whole.</summary>
public enum Granularity
{
    /// <summary>A single parameter.</summary>
    Weight,

    /// <summary>A unit or a filter: all of its incoming weights, scored by a norm of their scores.</summary>
    /// <remarks>
    /// Units of one layer have equally many weights, so under <see cref="Criterion.Random"/> all are equally likely to
    /// be pruned. Across layers, units with fewer weights have lower norms: prune random units layerwise.
    /// </remarks>
    Unit,
}
