namespace Pruning.Reproductions.Studies;

/// <summary>A figure that a measurement yields for every replicate.</summary>
/// <param name="Name">Its name behind the arm's, <c>testAccuracy</c> of <c>pruned.testAccuracy</c>.</param>
/// <param name="Unit">
/// <c>nats</c>, <c>fraction</c>, <c>seconds</c>, <c>epochs</c>, <c>weights</c>, …; empty for a plain number.
/// </param>
/// <param name="Nature">How it may be compared between runs.</param>
public sealed record Metric(string Name, string Unit, Nature Nature = Nature.Real);
