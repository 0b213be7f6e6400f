namespace Pruning.Shared.Pruning;

/// <summary>What a criterion may look at.</summary>
/// <param name="Values">P parameters; not to be changed.</param>
/// <param name="Row">The net's place among those that are pruned together.</param>
/// <param name="Seed">The replicate's seed.</param>
public readonly record struct ScoredNet(float[] Values, int Row, int Seed);
