namespace Pruning.Reproductions.Studies.Measuring;

/// <summary>The part of a replicate's split that a net is evaluated on.</summary>
internal enum Examine
{
    Test,
    Train,
    Validation,
}
