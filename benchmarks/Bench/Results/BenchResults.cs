namespace Pruning.Benchmarks.Results;

/// <summary>What <c>results.json</c> holds.</summary>
/// <param name="Date">Of the last run, UTC; cases that it left out are older.</param>
/// <param name="Machine">The processor.</param>
/// <param name="Registers">Which instructions our kernels used, and whether there are wider ones.</param>
/// <param name="Runtime">Of .NET.</param>
/// <param name="Peers">What they ran on.</param>
internal sealed record BenchResults(
    int SchemaVersion,
    string Date,
    string Machine,
    string Registers,
    string Runtime,
    string Peers,
    MachineRates Rates,
    IReadOnlyList<CaseResult> Cases)
{
    /// <summary>Machine and versions, in one line.</summary>
    public string Title => $"{Machine}, {Rates.Cores} cores, {Registers}; {Runtime}; {Peers}; {Date}.";
}
