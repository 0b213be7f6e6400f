namespace Pruning.Reproductions.Papers.Checklist;

/// <summary>How far a write-up follows a recommendation.</summary>
internal enum Answer
{
    Met,
    Partly,
    Missed,
}
