namespace Pruning.Shared.Pruning;

/// <summary>Which entries compete with each other.</summary>
public enum Scope
{
    /// <summary>All of the pool's.</summary>
    Global,

    /// <summary>Those of one parameter tensor; the amount holds for each.</summary>
    Layerwise,
}
