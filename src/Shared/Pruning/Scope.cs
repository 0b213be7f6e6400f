namespace Pruning.Shared.Pruning;

/// <summary>The set of entries that are ranked together.</summary>
public enum Scope
{
    /// <summary>All prunable entries of the net together.</summary>
    Global,

    /// <summary>Each parameter tensor by itself; the amount applies to each.</summary>
    Layerwise,
}
