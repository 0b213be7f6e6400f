namespace Pruning.Benchmarks.Results;

/// <summary>What this machine can do with all its cores.</summary>
/// <param name="FlopsPerSecond">Of the products' register tile on factors that stay in cache.</param>
/// <param name="BytesPerSecond">Read and written by copying more than a cache holds.</param>
internal sealed record MachineRates(int Cores, double FlopsPerSecond, double BytesPerSecond);
