namespace Pruning.Reproductions.Auditing;

/// <summary>What the evidence says of a claim. In JSON and in print the names are lower case.</summary>
public enum Verdict
{
    /// <summary>The evidence neither shows the claim nor refutes it at the registered n.</summary>
    Inconclusive,

    /// <summary>The claim's rule holds.</summary>
    Reproduced,

    /// <summary>The core of a composite is reproduced, and another part is not.</summary>
    Partial,

    /// <summary>The evidence excludes the claim.</summary>
    Contradicted,

    /// <summary>The document leaves the figure empty: nothing is judged, and the figure is the result.</summary>
    Measured,
}
