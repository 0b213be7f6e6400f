using Pruning.Shared.Populations;

namespace Pruning.Shared.Pruning;

/// <summary>The norm that combines the scores of a unit's weights into one.</summary>
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
