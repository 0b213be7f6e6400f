namespace Pruning.Benchmarks.Racing;

/// <summary>One way to do a case's work otherwise: by the fastest entrant in its best setting.</summary>
/// <param name="Goal">How many times as long it should take.</param>
internal sealed record Peer(string Name, double Goal, params Entrant[] Entrants)
{
    /// <summary>How many of the nets it trains, where all would take too long; its time is scaled.</summary>
    public int? Nets { get; init; }

    /// <summary>How many of the steps it takes, likewise.</summary>
    public int? Steps { get; init; }
}
