namespace Pruning.Benchmarks.Results;

/// <summary>What a case gave.</summary>
/// <param name="Timed">What was timed on our side, nets × steps, and scaled to the unit.</param>
/// <param name="OneCore">Whether both sides were held to one core.</param>
/// <param name="Flops">Floating-point operations of a unit.</param>
/// <param name="Bytes">Bytes that it moves at least.</param>
/// <param name="ComputeFloor">The first over the machine's rate, seconds.</param>
/// <param name="MemoryFloor">
/// The second over its bandwidth, seconds; no floor where all of it stays in a cache.
/// </param>
internal sealed record CaseResult(
    string Name,
    string Unit,
    Spread Ours,
    string Timed,
    bool OneCore,
    double? Flops,
    double? Bytes,
    double? ComputeFloor,
    double? MemoryFloor,
    IReadOnlyList<PeerResult> Peers)
{
    /// <summary>With the floors that a machine's rates give.</summary>
    public CaseResult Over(MachineRates rates) => this with
    {
        ComputeFloor = Flops / rates.FlopsPerSecond * (OneCore ? rates.Cores : 1),
        MemoryFloor = Bytes / rates.BytesPerSecond,
    };
}
