namespace Pruning.Reproductions.Studies.Measuring;

/// <summary>Which of a replicate's examples a net is evaluated on.</summary>
internal enum Examine
{
    Test,
    Train,
    Validation,
}
