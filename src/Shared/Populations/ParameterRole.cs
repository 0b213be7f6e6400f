namespace Pruning.Shared.Populations;

/// <summary>The role of a parameter in its layer.</summary>
public enum ParameterRole
{
    /// <summary>A weight, multiplied by an input: trained, prunable.</summary>
    Weight,

    /// <summary>A bias, added to a sum of products: trained, prunable if the method includes biases.</summary>
    Bias,

    /// <summary>A scale after normalisation: trained, never pruned.</summary>
    Scale,

    /// <summary>A shift after normalisation: trained, never pruned.</summary>
    Shift,

    /// <summary>A running statistic of the batches: not trained, never pruned.</summary>
    Buffer,
}
