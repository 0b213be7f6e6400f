namespace Pruning.Benchmarks.Results;

/// <summary>Times of a unit in seconds, one a round, and their quartiles.</summary>
internal sealed record Spread(double[] Seconds, double Median, double LowerQuartile, double UpperQuartile);
