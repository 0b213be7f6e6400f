using Pruning.Shared.Populations;

namespace Pruning.Shared.Pruning;

/// <summary>A layer's units, scored by themselves.</summary>
/// <param name="Weight">Their weights.</param>
/// <param name="Bias">Their biases, which go with them; null: biases stay, or there are none.</param>
/// <param name="Scores">One score a unit.</param>
internal sealed record UnitScores(ParameterRange Weight, ParameterRange? Bias, double[] Scores);
