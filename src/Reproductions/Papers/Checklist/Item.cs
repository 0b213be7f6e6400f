namespace Pruning.Reproductions.Papers.Checklist;

/// <summary>The recommendations for reporting, in the order of the paper's checklist.</summary>
internal enum Item
{
    Context,
    Algorithm,
    Code,
    Architecture,
    Training,
    Data,
    Tools,
    Range,
    RawAccuracy,
    Runs,
    Compression,
    SpeedUp,
    Random,
    Magnitude,
    Others,
}
