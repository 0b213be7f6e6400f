namespace Pruning.Reproductions.Auditing;

/// <summary>What the evidence says of a claim. In JSON and in print the names are lower case.</summary>
public enum Verdict
{
    /// <summary>Neither shown nor refuted at the registered n.</summary>
    Inconclusive,

    /// <summary>The claim's rule holds.</summary>
    Reproduced,

    /// <summary>A composite whose core is reproduced and another part is not.</summary>
    Partial,

    /// <summary>The evidence excludes the claim.</summary>
    Contradicted,

    /// <summary>The document leaves the figure empty: there is nothing to judge, the figure is the result.</summary>
    Measured,
}

/// <summary>The kinds of claim. In JSON and in print the names are lower case.</summary>
public enum ClaimKind
{
    Exact,
    Direction,
    Size,
    Bound,
    Equivalence,
    Point,
    Threshold,
    Composite,
    Measurement,
}
