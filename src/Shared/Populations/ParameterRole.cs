namespace Pruning.Shared.Populations;

/// <summary>What a parameter is to its layer.</summary>
public enum ParameterRole
{
    /// <summary>A factor of an input: trained, pruned.</summary>
    Weight,

    /// <summary>What is added to a sum of products: trained, pruned where a method says so.</summary>
    Bias,

    /// <summary>A channel's factor after normalisation: trained, never pruned.</summary>
    Scale,

    /// <summary>What is added to a channel after normalisation: trained, never pruned.</summary>
    Shift,

    /// <summary>What a layer keeps of the batches it saw: no optimizer touches it, and it is never pruned.</summary>
    Buffer,
}
