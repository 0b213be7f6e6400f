namespace Pruning.Benchmarks.Racing;

/// <summary>A program that may do a peer's work.</summary>
/// <param name="Label">What it is written with.</param>
/// <param name="Program">
/// A file in <c>benchmarks/peers</c>; without an extension a mode of the program in <c>benchmarks/TorchSharpPeer</c>.
/// </param>
/// <param name="Settings">Those to choose the fastest of.</param>
internal sealed record Entrant(string Label, string Program, IReadOnlyList<Setting> Settings);
