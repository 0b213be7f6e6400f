namespace Pruning.Benchmarks;

/// <summary>What keeps a comparison from being made, in words for whoever started it.</summary>
public sealed class BenchException(string message) : Exception(message);
