namespace Pruning.Benchmarks.Racing;

/// <summary>A peer in a race, by the entrant and in the setting that were chosen.</summary>
/// <param name="Side">The entrant's program.</param>
/// <param name="Apart">How far its losses were from ours in the check.</param>
/// <param name="Times">Seconds of each round so far.</param>
internal sealed record Lane(
    Peer Peer, Entrant Entrant, Contestant Side, Setting Setting, double Apart, List<double> Times);
