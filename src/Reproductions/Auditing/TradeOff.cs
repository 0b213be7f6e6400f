namespace Pruning.Reproductions.Auditing;

/// <summary>Two metrics with curves that a report plots against each other.</summary>
/// <param name="X">Metric across, without its arm: <c>macs</c>.</param>
/// <param name="Y">Metric up: <c>testAccuracy</c>.</param>
public sealed record TradeOff(string X, string Y);
