using Pruning.Shared.Populations;

namespace Pruning.Shared.Pruning;

/// <summary>What makes one score of the scores of a unit's weights.</summary>
public enum Norm
{
    /// <summary>√Σs².</summary>
    L2,

    /// <summary>
    /// Σ|s|: with magnitudes, the score of Li, Kadav, Durdanovic, Samet and Graf 2017, Pruning filters for efficient
    /// ConvNets.
    /// </summary>
    L1,
}
