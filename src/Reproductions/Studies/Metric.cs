namespace Pruning.Reproductions.Studies;

/// <summary>A number that a measurement yields for every replicate.</summary>
/// <param name="Name">Name after the arm's: <c>testAccuracy</c> in <c>pruned.testAccuracy</c>.</param>
/// <param name="Unit">
/// <c>nats</c>, <c>fraction</c>, <c>seconds</c>, <c>epochs</c>, <c>weights</c>, …; empty for a plain number.
/// </param>
/// <param name="Nature">How runs of it are compared.</param>
public sealed record Metric(string Name, string Unit, Nature Nature = Nature.Real);
