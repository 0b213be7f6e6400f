namespace Pruning.Reproductions.Auditing;

/// <summary>Verdict on a claim; its names are lower case in JSON and in print.</summary>
public enum Verdict
{
    /// <summary>The evidence neither shows nor refutes the claim at the registered n.</summary>
    Inconclusive,

    /// <summary>The claim's rule holds.</summary>
    Reproduced,

    /// <summary>The core of a composite is reproduced, and another part is not.</summary>
    Partial,

    /// <summary>The evidence excludes the claim.</summary>
    Contradicted,

    /// <summary>
    /// The document leaves the figure empty: nothing is judged, and the measured figure is the result.
    /// </summary>
    Measured,

    /// <summary>An effect is shown, and shown to be smaller than the smallest of interest.</summary>
    Negligible,

    /// <summary>
    /// The primary reading contradicts the claim, and a reading of a choice that the document leaves open reproduces
    /// it.
    /// </summary>
    HangsOn,

    /// <summary>The claim was not run: its study is long, or what it needs is missing here.</summary>
    NotRun,
}
