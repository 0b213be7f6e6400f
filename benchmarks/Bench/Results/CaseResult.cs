namespace Pruning.Benchmarks.Results;

/// <summary>Times of a unit in seconds, one a round, and their quartiles.</summary>
internal sealed record Spread(double[] Seconds, double Median, double LowerQuartile, double UpperQuartile);

/// <summary>What a case gave.</summary>
/// <param name="Flops">Floating-point operations of a unit.</param>
/// <param name="Bytes">Bytes that it moves at least.</param>
/// <param name="ComputeFloor">The first over the machine's rate, seconds.</param>
/// <param name="MemoryFloor">The second over its bandwidth, seconds; no floor where all of it stays in a cache.</param>
internal sealed record CaseResult(
    string Name, string Unit, Spread Ours, double? Flops, double? Bytes, double? ComputeFloor, double? MemoryFloor, IReadOnlyList<PeerResult> Peers);

/// <summary>How a peer did.</summary>
/// <param name="Setting">The fastest of those tried.</param>
/// <param name="Timed">What was timed, nets × steps.</param>
/// <param name="Scale">By what that was multiplied to make a unit.</param>
/// <param name="LossesApart">Largest difference between its losses in the check and ours, of what the check's steps changed.</param>
/// <param name="Ratio">Its median over ours.</param>
/// <param name="Goal">What the ratio should be at least.</param>
internal sealed record PeerResult(string Name, string Setting, string Timed, double Scale, double LossesApart, Spread Times, double Ratio, double Goal);

/// <summary>What <c>results.json</c> holds.</summary>
/// <param name="Date">Of the last run, UTC; cases that it left out are older.</param>
/// <param name="Machine">The processor.</param>
/// <param name="Peers">What they ran on.</param>
internal sealed record BenchResults(int SchemaVersion, string Date, string Machine, int Cores, string Peers, MachineRates Rates, IReadOnlyList<CaseResult> Cases);

/// <summary>What this machine can do with all its cores.</summary>
/// <param name="FlopsPerSecond">Of a large matrix product in single precision.</param>
/// <param name="BytesPerSecond">Read and written by copying more than a cache holds.</param>
/// <param name="Engine">What they were measured with.</param>
internal sealed record MachineRates(double FlopsPerSecond, double BytesPerSecond, string Engine);
