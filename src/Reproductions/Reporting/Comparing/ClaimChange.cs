namespace Pruning.Reproductions.Reporting.Comparing;

/// <summary>What became of a claim's verdict between two audits.</summary>
public enum ClaimChange
{
    /// <summary>The verdict is the same, and hangs on the same choices if on any.</summary>
    Same,

    /// <summary>The verdict is another one.</summary>
    Moved,

    /// <summary>
    /// One of the audits does not say: it did not run the claim, left it open at an earlier look, or did not run the
    /// choice on which the verdict hangs; or the verdict is on times, which are the machine's.
    /// </summary>
    NotComparable,

    /// <summary>Only the later audit has the claim.</summary>
    Added,

    /// <summary>Only the earlier audit has the claim.</summary>
    Removed,
}
