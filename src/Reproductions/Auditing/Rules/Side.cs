namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>Side of a limit on which a mean must lie.</summary>
public enum Side
{
    Above,
    Below,
}
