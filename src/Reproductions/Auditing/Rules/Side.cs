namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>On which side of a limit a mean is asked to lie.</summary>
public enum Side
{
    Above,
    Below,
}
