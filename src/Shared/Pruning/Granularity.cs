using Pruning.Shared.Populations;

namespace Pruning.Shared.Pruning;

/// <summary>What is pruned as one.</summary>
public enum Granularity
{
    /// <summary>A single parameter.</summary>
    Weight,

    /// <summary>A unit or a filter: all weights that come into it, scored by a norm of their scores.</summary>
    /// <remarks>
    /// Units of one layer have equally many weights, so under <see cref="Criterion.Random"/> each is as likely to go as
    /// any other; between
    /// layers the one of fewer weights a unit has the lower norms, so random units are to be ranked layerwise.
    /// </remarks>
    Unit,
}
