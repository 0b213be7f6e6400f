namespace Pruning.Shared.Pruning;

/// <summary>
/// The norm of a layer's scores by which each of them is divided, so that layers of different scales can compete
/// (Molchanov, Tyree, Karras, Aila and Kautz 2017, arXiv 1611.06440, take L2). A layer whose scores are all 0 keeps
/// them.
/// </summary>
public enum LayerNorm
{
    /// <summary>Scores stay as they are.</summary>
    None,

    /// <summary>Σ|s| over the layer's units.</summary>
    L1,

    /// <summary>√Σs² over the layer's units.</summary>
    L2,

    /// <summary>The largest |s| of the layer's units.</summary>
    Max,
}
