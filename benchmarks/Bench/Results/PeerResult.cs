namespace Pruning.Benchmarks.Results;

/// <summary>How a peer did.</summary>
/// <param name="Setting">The fastest of those tried.</param>
/// <param name="Timed">What was timed, nets × steps, and scaled to the unit.</param>
/// <param name="LossesApart">
/// Largest difference between its losses in the check and ours, of what the check's steps changed.
/// </param>
/// <param name="Ratio">Its median over ours.</param>
/// <param name="Goal">What the ratio should be at least.</param>
internal sealed record PeerResult(
    string Name, string Setting, string Timed, double LossesApart, Spread Times, double Ratio, double Goal)
{
    /// <summary>Whether the goal was missed, for a table.</summary>
    public string Verdict => Ratio >= Goal ? "" : ", missed";
}
